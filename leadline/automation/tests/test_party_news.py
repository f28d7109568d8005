"""What events of parties tell, by the names that conditions have for it."""

import pytest

from leadline.automation.party_news import FIELDS, news_in
from leadline.conditions.declared import declared_fields
from leadline.core.models import Event


@pytest.mark.parametrize(
    ("name", "fields", "changes", "told", "was"),
    [
        ("person changed", ["city", "zone"], {"city": ["Wuxi", "Xi'an"], "zone": ["", "x"]},
         {"city"}, {"city": "wuxi"}),
        ("person changed", ["city", "name"], {"city": ["Wuxi", "Wuxi"], "name": ["", "Li Na"]},
         {"person name"}, {"person name": None}),
        ("person changed", ["e-mail"], {"e-mail": [None, "a@b.example"]},
         {"e-mail", "e-mail kind", "e-mail is corporate"}, {}),
        ("person changed", ["city"], None, {"city"}, {}),
        ("company changed", ["domain", "city"], {"domain": ["a.cn", "b.cn"], "city": ["", "x"]},
         {"company domain"}, {"company domain": "a.cn"}),
        ("person added", ["city"], {"city": ["", "x"]}, set(), {}),
    ],
)  # fmt: skip
def test_what_is_another_and_what_it_was(name, fields, changes, told, was) -> None:
    found = news_in(Event(name=name, data={"fields": fields, "changes": changes}))
    assert (found.fields, found.was) == (told, was)


def test_conditions_know_every_field() -> None:
    named = {one for fields in FIELDS.values() for names in fields.values() for one in names}
    assert named <= declared_fields().keys()

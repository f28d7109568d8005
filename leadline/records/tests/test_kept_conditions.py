"""A condition that is kept is checked when it is said and read again when it is asked."""

import pytest

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.core.errors import Invalid
from leadline.records.kept_conditions import is_kept, parsed, read_asked

WHEN = Field("wake up when", Kind.CONDITION)
USERS = Field("users", Kind.NUMBER)
KNOWN = Catalogue([WHEN, USERS])


def test_what_can_be_read_is_kept_as_it_was_written() -> None:
    assert read_asked(WHEN, " users above 5 ", KNOWN) == "users above 5"
    assert read_asked(USERS, "5", KNOWN) == 5
    assert read_asked(WHEN, "", KNOWN) is None


@pytest.mark.parametrize("text", ["user above 5", "users above five", "wake up when holds"])
def test_what_cannot_be_read_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_asked(WHEN, text, KNOWN)
    assert refused.value.sentence


def test_views_get_conditions_and_the_fields_that_they_ask_about() -> None:
    views: list[dict[str, object]] = [
        {"wake up when": "users above 5"},
        {"wake up when": "town is Leeds"},  # a field that the playbook has no more
        {"wake up when": None},
    ]
    assert parsed(["wake up when"], views, KNOWN) == {"users"}
    assert [str(one["wake up when"]) for one in views] == ["users above 5", "None", "None"]
    assert [is_kept(name, KNOWN) for name in ("wake up when", "users", "town")] == [
        True,
        False,
        False,
    ]

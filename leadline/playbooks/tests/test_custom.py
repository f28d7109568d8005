"""Fields that a firm adds are words of its playbooks, and are read as they are called now."""

import pytest

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import Unpublishable, publish
from leadline.playbooks.custom import (
    Choice,
    as_json,
    choices_of,
    custom_fields,
    custom_of,
    with_custom,
    words_now,
)
from leadline.playbooks.models import CustomField
from leadline.playbooks.tests.folders import LEAD, SMALL
from leadline.playbooks.versions import definition_of

pytestmark = pytest.mark.django_db
LEVELS = (Choice("Gold", "Premium", "金"), Choice("Silver", "Silver", is_retired=True))


def level(about: str = "lead", **values: object) -> CustomField:
    told = {"key": "level", "name": "Level", "name_zh": "级别", "kind": "choice"}
    return CustomField.objects.create(
        **{**told, "about": about, "choices": as_json(LEVELS), **values}
    )


def test_a_renamed_choice_keeps_what_it_was_made_with() -> None:
    row = level()
    custom = custom_of(row)
    assert choices_of(row) == list(LEVELS)
    assert custom.offered == ("Gold",)
    assert custom.field.choice_by_name["premium"] == custom.field.choice_by_name["gold"] == "Gold"
    assert custom.field.called["Gold"] == "Premium"
    assert custom.field.choices_zh == ("金", "Silver")


def test_retired_ones_are_words_but_are_not_offered() -> None:
    level(about="company", retired_at="2026-03-02T10:00:00Z")
    assert custom_fields("company") == []
    [custom] = custom_fields(retired=True)
    assert custom.field.about == "company"
    assert "level" in words_now().fields


def test_a_catalogue_learns_what_was_added_since(django_assert_num_queries: object) -> None:
    known = Catalogue([Field("users", Kind.NUMBER)])
    assert with_custom(known, []) is known
    level()
    with django_assert_num_queries(1):
        found = with_custom(known, custom_fields("lead"))
    assert found.names == {"users", "level"}
    asked = found.get("level")
    assert asked is not None
    assert (asked.choices, asked.choices_en) == (("Gold",), ("Premium",))  # Silver is retired
    assert with_custom(found, custom_fields("lead")).names == found.names


def test_a_playbook_may_ask_about_it() -> None:
    asking = LEAD + "everywhere:\n  - once: level is Gold\n    task: Call them\n"
    with pytest.raises(Unpublishable):
        publish(AUTOMATION, None, name="small", source={**SMALL, "lead.yaml": asking})
    level()
    version = publish(AUTOMATION, None, name="small", source={**SMALL, "lead.yaml": asking})
    definition_of.cache_clear()
    assert definition_of(version.pk).catalogue.get("级别") == custom_fields()[0].field


def test_a_playbook_cannot_make_it_something_else() -> None:
    level()
    asking = {**SMALL, "fields.yaml": "lead:\n  level: number\n"}
    with pytest.raises(Unpublishable, match="already choice"):
        publish(AUTOMATION, None, name="small", source=asking)

"""A field that is added fits beside all others, and nothing that was said with it is lost."""

import pytest

from leadline.access.models import Permission
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event
from leadline.playbooks.custom import Choice, choices_of
from leadline.playbooks.models import CustomField
from leadline.records.models import AskedField
from leadline.workspace.actions.fields import (
    add_custom_field,
    change_custom_field,
    restore_custom_field,
    retire_custom_field,
)
from leadline.workspace.field_forms import read_choices

pytestmark = pytest.mark.django_db
LEVELS = read_choices("Gold = 金\nSilver")


def add(name: str = "Level", kind: str = "choice", **told: object) -> CustomField:
    given = {"about": "lead", "choices": LEVELS, **told}
    return add_custom_field(AUTOMATION, None, name=name, kind=kind, **given)


@pytest.mark.parametrize(
    ("name", "told", "why"),
    [
        ("owner", {}, "declared twice"),
        ("Mood", {}, "declared twice"),  # of the playbook in force
        ("mood is Good", {}, "could also be read as a test"),
        ("stage known", {}, "could also be read as a test"),
        ("this month", {}, "period of time"),
        ("May", {}, "period of time"),
        ("and", {}, "cannot be the name of a field"),
        ('the "best"', {}, "cannot be the name of a field"),
        ("", {}, "name of up to 60"),
        ("x" * 61, {}, "name of up to 60"),
        ("Level", {"choices": LEVELS[:1]}, "between 2 and 100"),
        ("Level", {"choices": read_choices("A, B\nC")}, "cannot be a choice"),
        ("Level", {"choices": read_choices("Gold\ngold")}, "stands there twice"),
        ("Level", {"name_zh": "负责人"}, "declared twice"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(cast, name, told, why):
    with pytest.raises(Invalid, match=why):
        add(name, **told)
    assert not CustomField.objects.exists()


def test_two_fields_cannot_have_one_name(cast):
    retire_custom_field(AUTOMATION, add())
    with pytest.raises(Invalid, match="declared twice"):
        add("LEVEL")


def test_lists_can_be_asked_for_it(cast):
    add("Remarks", "text")
    assert AskedField.objects.get().name == "remarks"
    assert CustomField.objects.get().choices == []


def test_choices_are_renamed_retired_and_added_but_never_lost(cast):
    field = add()
    gold = choices_of(field)[0]
    renamed = [Choice("Gold", "Premium"), Choice("Silver", "Silver", is_retired=True)]
    change_custom_field(
        AUTOMATION, field, name_zh="级别", choices=[*renamed, *read_choices("Bronze")]
    )
    field.refresh_from_db()
    assert [one.name for one in choices_of(field)] == ["Premium", "Silver", "Bronze"]
    with pytest.raises(Refused, match="retired, not deleted"):
        change_custom_field(AUTOMATION, field, name_zh="", choices=[gold])
    with pytest.raises(Invalid, match="stands there twice"):
        change_custom_field(
            AUTOMATION, field, name_zh="", choices=[*choices_of(field), Choice("gold", "gold")]
        )
    told = Event.objects.filter(name="custom field changed")
    assert told.count() == 1
    change_custom_field(AUTOMATION, field, name_zh="级别", choices=choices_of(field))
    assert told.count() == 1


def test_retiring_and_restoring_twice_is_once(cast):
    field = add()
    for act in (retire_custom_field, restore_custom_field):
        act(AUTOMATION, field)
        act(AUTOMATION, field)
    assert field.retired_at is None
    names = Event.objects.filter(stream="custom field").order_by("seq").values_list("name")
    assert [name for (name,) in names] == [
        "custom field added", "custom field retired", "custom field brought back",
    ]  # fmt: skip


def test_a_seller_may_not(cast):
    Permission.objects.filter(role__name="Seller", action="everything").delete()
    with pytest.raises(Refused):
        add_custom_field(cast.as_mei, None, about="lead", name="X", kind="text")

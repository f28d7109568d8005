"""Teams form a tree without a ring, and a special day holds for those below."""

from datetime import date

import pytest

from leadline.access.actions import change_team, drop_special_day, keep_special_day
from leadline.access.actor import person
from leadline.access.models import SpecialDay, Team
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event

FAIR = date(2026, 3, 7)


def test_a_change_is_told_from_and_to(cast):
    change_team(person(cast.anna), cast.inside, values={"parent": cast.service, "zone": ""})
    assert Team.objects.get(pk=cast.inside.pk).parent == cast.service
    event = Event.objects.get(name="team changed")
    assert event.data["changes"] == {
        "parent": ["Sales", "Service"],
        "zone": ["Asia/Shanghai", ""],
    }


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "Service"}, "name"),
        ({"hours": ["9 to 5"] + [""] * 6}, "hours"),
        ({"parent": "inside"}, "parent"),
        ({"parent": "sales"}, "parent"),
    ],
)
def test_what_makes_no_tree_is_refused(cast, values, field):
    if "parent" in values:
        values = {"parent": getattr(cast, values["parent"])}
    with pytest.raises(Invalid) as refused:
        change_team(person(cast.anna), cast.sales, values=values)
    assert list(refused.value.problems) == [field]


def test_a_special_day_is_kept_once_and_taken_back(cast):
    anna = person(cast.anna)
    keep_special_day(anna, cast.sales, day_on=FAIR, works=False)
    keep_special_day(anna, cast.sales, day_on=FAIR, works=True, name="Fair")
    day = SpecialDay.objects.get()
    assert (day.works, day.name) == (True, "Fair")
    drop_special_day(anna, cast.sales, day_on=FAIR)
    drop_special_day(anna, cast.sales, day_on=FAIR)
    assert not SpecialDay.objects.exists()
    names = Event.objects.filter(stream="team").order_by("pk").values_list("name", flat=True)
    assert list(names)[-3:] == ["special day kept", "special day kept", "special day dropped"]


def test_only_who_is_in_charge_may(cast):
    for who in (cast.ben, cast.chen):
        with pytest.raises(Refused):
            change_team(person(who), cast.sales, values={"capacity": 1})

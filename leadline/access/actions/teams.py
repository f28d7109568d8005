"""Teams: where they stand in the tree, when they work, and the days that are otherwise."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access import events
from leadline.access.models import SpecialDay, Team
from leadline.access.roles import reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid
from leadline.core.history import changes_in
from leadline.core.shifts import parse_shifts

CHANGEABLE = frozenset({"name", "parent", "zone", "country", "hours", "capacity"})


@action("form team", _("Makes a team"), events=(events.TEAM_FORMED,))
def form_team(
    batch: Batch,
    subject: None,
    *,
    name: str,
    parent: Team | None = None,
    zone: str = "",
    country: str = "",
    hours: Sequence[str] | None = None,
    capacity: int | None = None,
) -> Team:
    """What is left out is inherited from the team above. Raises Invalid when the name is taken."""
    if Team.objects.filter(name=name).exists():
        raise Invalid(gettext("There is a team with this name."), {"name": name})
    team = batch.add(
        Team(name=name, parent=parent, zone=zone, country=country, hours=hours, capacity=capacity)
    )
    batch.happened(team, events.TEAM_FORMED, team=name)
    return team


@action(
    "change team",
    _("Changes a team: its name, place, hours and capacity"),
    events=(events.TEAM_CHANGED,),
)
def change_team(batch: Batch, team: Team, *, values: Mapping[str, Any]) -> None:
    """values: of CHANGEABLE. Raises Invalid for a name that is taken, hours that cannot be read,
    and a team that would stand below itself."""
    if unknown := values.keys() - CHANGEABLE:
        raise TypeError(f"not to be changed: {sorted(unknown)}")
    changes = changes_in(team, values)
    if not changes:
        return
    _check(team, values)
    batch.change(team, **{name: values[name] for name in changes})
    batch.happened(team, events.TEAM_CHANGED, changed=sorted(changes), changes=changes)


@action(
    "keep special day",
    _("Notes a day on which a team works although it would not, or the other way round"),
    events=(events.SPECIAL_DAY_KEPT,),
)
def keep_special_day(
    batch: Batch, team: Team, *, day_on: date, works: bool, name: str = ""
) -> SpecialDay:
    """A day is kept once; saying it again changes it."""
    row = SpecialDay.objects.select_for_update().filter(team=team, day_on=day_on).first()
    if row is None:
        row = batch.add(SpecialDay(team=team, day_on=day_on, works=works, name=name))
    else:
        batch.change(row, works=works, name=name)
    batch.happened(team, events.SPECIAL_DAY_KEPT, day=day_on.isoformat(), works=works, title=name)
    return row


@action(
    "drop special day",
    _("Lets a day be as the others again"),
    events=(events.SPECIAL_DAY_DROPPED,),
)
def drop_special_day(batch: Batch, team: Team, *, day_on: date) -> None:
    row = SpecialDay.objects.select_for_update().filter(team=team, day_on=day_on).first()
    if row is not None:
        row.delete()
        batch.happened(team, events.SPECIAL_DAY_DROPPED, day=day_on.isoformat())


def _check(team: Team, values: Mapping[str, Any]) -> None:
    problems = {}
    taken = Team.objects.filter(name=values.get("name", team.name)).exclude(pk=team.pk)
    if taken.exists():
        problems["name"] = gettext("There is a team with this name.")
    above = values.get("parent", team.parent)
    if above is not None and team.pk in _path_to(above):
        problems["parent"] = gettext("A team cannot stand below itself.")
    for text in values.get("hours") or ():
        try:
            parse_shifts(text)
        except ValueError:
            problems["hours"] = gettext("Write hours as 09:00–12:30, 13:30–18:00.")
    if problems:
        raise Invalid(next(iter(problems.values())), problems)


def _path_to(team: Team) -> set[int]:
    parents = dict(Team.objects.values_list("pk", "parent_id"))
    path: set[int] = set()
    at: int | None = team.pk
    while at is not None and at not in path:
        path.add(at)
        at = parents[at]
    return path


for _name in ("form team", "change team", "keep special day", "drop special day"):
    reserve(_name)

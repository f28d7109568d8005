"""Who works when: schedules of teams and people, and people by role, manager and stand-in."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from leadline.access.models import Firm, Leave, Membership, SpecialDay, Team, User
from leadline.core import clock
from leadline.core.remembered import remembered
from leadline.core.schedules import Schedule
from leadline.core.shifts import Week, parse_shifts
from leadline.core.workdays import WorkingDays

OFFICE_HOURS = ("09:00–12:30, 13:30–18:00",) * 5 + ("", "")
YEARS_AROUND = 10  # holidays are known this many years back and ahead


@dataclass(frozen=True)
class Calendar:
    """What decides when a team works, all inheritance done; equal calendars share their tables."""

    zone: str
    country: str
    hours: tuple[str, ...]
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()


def schedule_of(team: Team) -> Schedule:
    """When this team works."""
    return schedules([team.pk])[team.pk]


def schedule_of_person(user: User) -> Schedule:
    """When this person works: the hours of their first team without their leave."""
    return remembered(_schedule_of_person, user.pk)


def _schedule_of_person(user: int) -> Schedule:
    return schedules_of_people([user])[user]


def schedules(team_ids: Collection[int]) -> dict[int, Schedule]:
    """Per team when it works, in three queries for any number of teams."""
    calendars = _calendars(team_ids)
    year = clock.now().year
    return {team: Schedule(working_days(calendar, year)) for team, calendar in calendars.items()}


def schedules_of_people(user_ids: Collection[int]) -> dict[int, Schedule]:
    """Per person their first team's hours (without one the firm's) less leave, in five queries."""
    team_of: dict[int, int] = {}
    rows = Membership.objects.filter(user__in=user_ids).order_by("pk")
    for user, team in rows.values_list("user_id", "team_id"):
        team_of.setdefault(user, team)
    calendars = _calendars(set(team_of.values()))
    away = leaves(user_ids)
    firm, year = _calendar_of_the_firm(Firm.current()), clock.now().year
    return {
        user: Schedule(
            working_days(calendars[team_of[user]] if user in team_of else firm, year),
            tuple(away.get(user, ())),
        )
        for user in user_ids
    }


def schedules_by_address() -> dict[str, Schedule]:
    """When each person works, by e-mail address, in six queries however many they are."""
    addresses = dict(User.objects.values_list("pk", "email"))
    return {addresses[user]: one for user, one in schedules_of_people(addresses).items()}


def leaves(user_ids: Iterable[int]) -> dict[int, list[tuple[datetime, datetime]]]:
    """Per person who has any, the spans of their leave, in one query."""
    found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    rows = Leave.objects.filter(user__in=user_ids).order_by("from_at")
    for user, since, until in rows.values_list("user_id", "from_at", "until_at"):
        found[user].append((since, until))
    return found


@lru_cache(maxsize=512)
def working_days(calendar: Calendar, year: int) -> WorkingDays:
    """The calendar with its country's holidays and make-up days around a year."""
    week: Week = tuple(parse_shifts(text) for text in calendar.hours)
    usual = next((shifts for shifts in week if shifts), ())
    free, made_up = _holidays(calendar.country, year)
    open_on = (made_up - calendar.closed) | calendar.opened
    return WorkingDays(
        ZoneInfo(calendar.zone),
        week,
        holidays=free | calendar.closed,
        working_days={day: week[day.weekday()] or usual for day in open_on},
    )


def people_with_role(name: str, team_ids: Collection[int] | None = None) -> list[int]:
    """Ids of the active people in this role (in these teams), the longest there first."""
    rows = Membership.objects.filter(role__name=name, user__is_active=True)
    if team_ids is not None:
        rows = rows.filter(team__in=team_ids)
    return list(dict.fromkeys(rows.order_by("pk").values_list("user_id", flat=True)))


def has_role(user: User, name: str) -> bool:
    """Whether this person is active and has the role, in whatever team."""
    return user.pk in people_with_role(name)


def people_of_team(name: str) -> list[int]:
    """Ids of the active people in the team of this name, the longest there first."""
    rows = Membership.objects.filter(team__name=name, user__is_active=True)
    return list(dict.fromkeys(rows.order_by("pk").values_list("user_id", flat=True)))


def managers(user_ids: Iterable[int]) -> dict[int, int | None]:
    """Per person the id of their manager."""
    return dict(User.objects.filter(pk__in=user_ids).values_list("pk", "manager_id"))


def stand_ins(user_ids: Collection[int], at: datetime) -> dict[int, int]:
    """Per person who is there for them at a moment: themselves, or the stand-in while on leave.

    Stand-ins of stand-ins are followed; where nobody is there, the person stays.
    """
    away = set(
        Leave.objects.filter(from_at__lte=at, until_at__gt=at).values_list("user_id", flat=True)
    )
    behind = dict(User.objects.filter(is_active=True).values_list("pk", "stand_in_id"))
    return {user: _present(user, behind, away) for user in user_ids}


def _present(user: int, behind: Mapping[int, int | None], away: Collection[int]) -> int:
    seen = {user}
    present: int | None = user
    while present is not None and present in away:
        present = behind.get(present)
        if present is None or present in seen:
            return user
        seen.add(present)
    return user if present is None else present


def _calendars(team_ids: Collection[int]) -> dict[int, Calendar]:
    teams, special = remembered(_teams), remembered(_special_days)
    top = _calendar_of_the_firm(Firm.current())
    return {team: _calendar(teams[team], teams, special, top) for team in team_ids}


def _teams() -> Mapping[int, Team]:
    return Team.objects.in_bulk()


def _special_days() -> Mapping[int, list[tuple[date, bool]]]:
    """Per team that has any."""
    found: dict[int, list[tuple[date, bool]]] = defaultdict(list)
    for team, day, works in SpecialDay.objects.values_list("team_id", "day_on", "works"):
        found[team].append((day, works))
    return dict(found)


def _calendar(
    team: Team,
    teams: Mapping[int, Team],
    special: Mapping[int, list[tuple[date, bool]]],
    top: Calendar,
) -> Calendar:
    """The nearest value up the tree counts; a special day of the team itself beats one above."""
    path = [team]
    while (above := path[-1].parent_id) is not None and teams[above] not in path:
        path.append(teams[above])
    days: dict[date, bool] = {}
    for one in reversed(path):
        days.update(special.get(one.pk, ()))
    return Calendar(
        zone=next((one.zone for one in path if one.zone), top.zone),
        country=next((one.country for one in path if one.country), top.country),
        hours=next((tuple(one.hours) for one in path if one.hours), top.hours),
        closed=frozenset(day for day, works in days.items() if not works),
        opened=frozenset(day for day, works in days.items() if works),
    )


def _calendar_of_the_firm(firm: Firm) -> Calendar:
    return Calendar(zone=firm.zone, country=firm.country, hours=OFFICE_HOURS)


def _holidays(country: str, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The free days, and the weekend days that are worked instead (China's make-up Saturdays)."""
    if country not in holidays.list_supported_countries():
        return frozenset(), frozenset()
    years = range(year - YEARS_AROUND, year + YEARS_AROUND + 1)
    known = holidays.country_holidays(country, years=years)
    return frozenset(known), frozenset(known.weekend_workdays)

"""Cohorts: leads that began together, by month, source, campaign, owner or attempts, and how far
they came; a heat map."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext as _

from leadline.access.models import User
from leadline.leads.models import Source
from leadline.reports import said
from leadline.reports.cells import ATTEMPTS, CAMPAIGN, ENTERED, REACHED, SOURCE
from leadline.reports.loading import MOST_ATTEMPTS
from leadline.reports.models import Campaign
from leadline.reports.queries.asked import Asked, shown_of
from leadline.reports.statuses import LONG, RAW

MONTH, OWNER = "month", "owner"
BY = (MONTH, SOURCE, CAMPAIGN, OWNER, ATTEMPTS)
MOST = 60  # rows; the newest months, the largest of others
SHADES = 6


@dataclass(frozen=True)
class Figure:
    """share: of those the line began with. shade: 0 (none) to 6 (all), for the heat map."""

    status: str
    number: int
    share: str
    exact: str
    shade: int
    link: str


@dataclass(frozen=True)
class Line:
    """One cohort. funnel: the part of an address that shows its funnel, "" where none is kept."""

    label: str
    number: int
    figures: Sequence[Figure]
    funnel: str


@dataclass(frozen=True)
class CohortsPage:
    """statuses: (status, long name) of the columns. hidden: cohorts that there is no room for."""

    asked: Asked
    by: str
    statuses: Sequence[tuple[str, str]]
    lines: Sequence[Line]
    total: Line | None
    hidden: int


Key = str | int | date | None
Counts = Mapping[Key, Mapping[tuple[str, str], int]]


def cohorts_page(user: User, asked: Asked, by: str) -> CohortsPage:
    """One query for the numbers, and one for the names of what they are grouped by."""
    by = by if by in BY else MONTH
    counts = counts_by(user, asked, by, (REACHED, ENTERED))
    names = names_of(by, list(counts))
    whole: dict[tuple[str, str], int] = defaultdict(int)
    for one in counts.values():
        for what, number in one.items():
            whole[what] += number
    statuses = shown_of(whole)
    keys = _ordered(counts, by, statuses)

    def line(key: Key) -> Line:
        return _line(names.get(key, str(key)), counts[key], statuses, asked, link_to(by, key))

    return CohortsPage(
        asked=asked,
        by=by,
        statuses=[(one, str(LONG[one])) for one in statuses],
        lines=[line(key) for key in keys[:MOST]],
        total=_line(_("All"), whole, statuses, asked, {}) if counts else None,
        hidden=max(0, len(keys) - MOST),
    )


def counts_by(user: User, asked: Asked, by: str, measures: Sequence[str]) -> Counts:
    """By the group's key: a day, a number or a text."""
    dimension = by if by in (SOURCE, CAMPAIGN, ATTEMPTS) else None
    if dimension:
        asked = asked.but(source=None, campaign=None)
    rows = asked.tallies(user, dimension, by_owner=by == OWNER).filter(measure__in=measures)
    column = {MONTH: "month", OWNER: "owner"}.get(by, "key")
    found: dict[Key, dict[tuple[str, str], int]] = defaultdict(dict)
    for key, measure, what, number in rows.values_list(column, "measure", "what").annotate(
        Sum("number")
    ):
        if number:
            found[key][measure, what] = number
    return found


def names_of(by: str, keys: Sequence[Key]) -> dict[Key, str]:
    """How people call each group; at most one query."""
    found: dict[Key, str]
    if by == MONTH:
        found = {key: said.month(key) for key in keys if isinstance(key, date)}
    elif by == OWNER:
        found = {user.pk: str(user) for user in User.objects.filter(pk__in=[k for k in keys if k])}
        found[None] = _("nobody")
    elif by == SOURCE:
        found = {str(pk): name for pk, name in Source.objects.values_list("pk", "label")}
        found["0"] = _("unknown")
    elif by == CAMPAIGN:
        rows = Campaign.objects.filter(name__in=[str(key) for key in keys])
        found = {**{key: str(key) for key in keys}, **dict(rows.values_list("name", "label"))}
        found[""] = _("unknown")
    else:
        found = {str(number): str(number) for number in range(MOST_ATTEMPTS)}
        found[str(MOST_ATTEMPTS)] = _("%(number)s or more") % {"number": MOST_ATTEMPTS}
    return found


def link_to(by: str, key: Key) -> dict[str, str]:
    """What an address says of one group."""
    if by == MONTH and isinstance(key, date):
        return {"since": f"{key:%Y-%m}", "until": f"{key:%Y-%m}"}
    if by == OWNER:
        return {"owner": str(key)} if key else {"owner": "0"}
    return {by: str(key)}


def _ordered(counts: Counts, by: str, statuses: Sequence[str]) -> list[Key]:
    if by == MONTH:
        return [*sorted((key for key in counts if isinstance(key, date)), reverse=True)]
    if by == ATTEMPTS:
        return sorted(counts, key=str)
    first = _first(statuses)
    return sorted(counts, key=lambda key: (-counts[key].get((REACHED, first), 0), str(key)))


def _first(statuses: Sequence[str]) -> str:
    """Where lines begin: Raw people are no leads yet, unless there is nothing else."""
    rest = [one for one in statuses if one != RAW]
    return rest[0] if rest else RAW


def _line(
    label: str,
    counts: Mapping[tuple[str, str], int],
    statuses: Sequence[str],
    asked: Asked,
    own: Mapping[str, str],
) -> Line:
    whole = counts.get((REACHED, _first(statuses)), 0)
    figures = []
    for status in statuses:
        number = counts.get((REACHED, status), 0)
        part = number if status != RAW else 0
        shade = -(-SHADES * part // whole) if whole else 0
        figures.append(
            Figure(
                status=status,
                number=number,
                share=said.share(number, whole) if status != RAW else "",
                exact=said.exact_share(number, whole) if status != RAW else "",
                shade=min(SHADES, shade),
                link=asked.link(REACHED, status, **own) if number else "",
            )
        )
    has_funnel = own.keys() <= {"since", "until", "owner", "source", "campaign"}
    return Line(label, whole, figures, asked.narrowed(**own) if own and has_funnel else "")

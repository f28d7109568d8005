"""The leads behind a number of a report, a page at a time, and what the number was."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from leadline.access.models import User
from leadline.access.policy import visible
from leadline.core.numbers import number_in
from leadline.records.models import Record
from leadline.reports import said
from leadline.reports.cells import (
    CYCLE,
    ENTERED,
    FROM_RAW,
    MOST_CYCLES,
    MOVE,
    REACHED,
    REJECTED,
    SPEED,
    TIME,
    UNTOUCHED,
    UNUSUAL,
    WON,
)
from leadline.reports.models import Journey, JourneyMark
from leadline.reports.queries.asked import Asked
from leadline.reports.queries.unusual import KINDS
from leadline.reports.statuses import INQUIRY, PLACE, RAW

ROWS = 50
SKIPPED = "skipped"


@dataclass(frozen=True)
class Wanted:
    """measure, what: as in `cells`. attempts: of leads with so many calls. before: paging."""

    measure: str = REACHED
    what: str = INQUIRY
    attempts: int | None = None
    before: int | None = None


@dataclass(frozen=True)
class Member:
    """seconds: the time that was asked for, in words."""

    record: Record
    seconds: str


@dataclass(frozen=True)
class MembersPage:
    """older: the number behind which the next page begins, None at the end."""

    asked: Asked
    wanted: Wanted
    heading: str
    members: Sequence[Member]
    older: int | None
    link: str


def members_page(user: User, asked: Asked, wanted: Wanted, rows: int = ROWS) -> MembersPage:
    """Three queries, whatever there is."""
    found = members(user, asked, wanted)
    if wanted.before is not None:
        found = found.filter(pk__lt=wanted.before)
    ids = list(found.order_by("-pk").values_list("pk", flat=True)[: rows + 1])
    shown = ids[:rows]
    records = visible(user, Record.objects.filter(pk__in=shown))  # who has it may be news
    known = records.select_related("company", "owner").defer("state", "answers").in_bulk()
    times = _times(wanted, shown)
    more = {} if wanted.attempts is None else {"attempts": str(wanted.attempts)}
    return MembersPage(
        asked=asked,
        wanted=wanted,
        heading=heading_of(wanted),
        members=[Member(known[pk], times.get(pk, "")) for pk in shown if pk in known],
        older=shown[-1] if len(ids) > rows else None,
        link=asked.link(wanted.measure, wanted.what, **more),
    )


def members(user: User, asked: Asked, wanted: Wanted) -> QuerySet[Journey]:
    """The journeys that a cell of the roll-ups counts; none for what nobody counts."""
    rows = asked.journeys(user)
    if wanted.attempts is not None:
        rows = rows.filter(attempts=wanted.attempts)
    measure, what = wanted.measure, wanted.what
    place = PLACE.get(what)
    if measure == REACHED and place is not None:
        return _entered(rows, 0) if what == RAW else rows.filter(reached__gte=place)
    if measure == ENTERED and place is not None:
        return _entered(rows, place)
    if measure == SKIPPED and place is not None:
        return _entered(rows.filter(reached__gte=place), place, held=False)
    if measure == FROM_RAW:
        return _entered(rows.filter(reached__gte=PLACE[INQUIRY]), 0)
    if measure == WON:
        return rows.filter(is_won=True)
    if measure == REJECTED:
        rows = rows.filter(rejected__isnull=False)
        return rows.filter(rejected=what) if what else rows
    if measure == CYCLE:
        return _in_cycle(rows, number_in(what) or 0)
    if measure in (MOVE, TIME, UNUSUAL):
        return rows.filter(pk__in=_marked(f"{measure}:{what}"))
    return rows.filter(pk__in=_waited(what)) if measure == SPEED else rows.none()


def heading_of(wanted: Wanted) -> str:
    """What these leads have in common."""
    what = wanted.what
    if wanted.measure == UNUSUAL and what in KINDS:
        return str(KINDS[what][0])
    words: dict[str, str | Promise] = {
        REACHED: _("Reached %(what)s"),
        ENTERED: _("Were at %(what)s"),
        SKIPPED: _("Passed over %(what)s"),
        FROM_RAW: _("Were Raw and showed interest"),
        WON: _("With a deal that was won"),
        CYCLE: _("In cycle %(what)s"),
        REJECTED: _("Sent back: %(what)s") if what else _("Sent back"),
        MOVE: _("Went %(what)s"),
        TIME: _("With the time %(what)s"),
        SPEED: _("Nobody has tried to reach") if what == UNTOUCHED else _("By the first attempt"),
    }
    spoken = said.pair(what) if wanted.measure in (MOVE, TIME) else what
    return str(words.get(wanted.measure, _("Nothing counts this"))) % {"what": spoken}


def _entered(rows: QuerySet[Journey], place: int, *, held: bool = True) -> QuerySet[Journey]:
    bit = rows.annotate(bit=F("entered").bitand(1 << place))
    return bit.filter(bit__gt=0) if held else bit.filter(bit=0)


def _in_cycle(rows: QuerySet[Journey], number: int) -> QuerySet[Journey]:
    if number >= MOST_CYCLES:
        return rows.filter(record__cycle__gte=MOST_CYCLES)
    return rows.filter(record__cycle=number)


def _marked(what: str) -> QuerySet:
    return JourneyMark.objects.filter(what=what).values("journey")


def _waited(span: str) -> QuerySet:
    """ "none", or seconds from and to: "300-900", "86400-"."""
    marks = JourneyMark.objects.filter(what=SPEED)
    if span == UNTOUCHED:
        return marks.filter(seconds=None).values("journey")
    first, _sign, last = span.partition("-")
    marks = marks.filter(seconds__gte=number_in(first) or 0)
    end = number_in(last)
    return (marks.filter(seconds__lt=end) if end else marks).values("journey")


def _times(wanted: Wanted, ids: Sequence[int]) -> dict[int, str]:
    name = SPEED if wanted.measure == SPEED else f"{TIME}:{wanted.what}"
    rows = JourneyMark.objects.filter(journey__in=ids, what=name, seconds__isnull=False)
    return {pk: said.length(seconds or 0) for pk, seconds in rows.values_list("journey", "seconds")}

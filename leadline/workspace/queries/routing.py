"""What the pages of routing show: the ledger of pools, a trial of a route, and what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leadline.access.models import Firm
from leadline.access.queries import schedules_of_people
from leadline.core import worktime
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.durations import parse_duration
from leadline.core.schedules import Schedule
from leadline.core.workdays import NeverOpens
from leadline.playbooks.models import Published
from leadline.playbooks.versions import readable
from leadline.playbooks.walk import rules_of
from leadline.records.models import Record
from leadline.records.routing.finding import LOOKING, decide, owner_rule
from leadline.records.routing.ledger import Share, pool_names, shares_of, whole
from leadline.records.routing.trying import Trial, try_route
from leadline.work.rules import share_left
from leadline.workspace.queries.routed import Routed, names_in, routed_of
from leadline.workspace.reading import language, reading_of, speaker_of

AT_MOST = parse_duration("1 working hour")  # what waits to be taken is taken within it
SHOWN = 200  # records of one queue
DIFFERENCES = 100
PERIODS: dict[str, Promise | str] = {
    "week": _("the last 7 days"),
    "month": _("this month"),
    "before": _("last month"),
}


@dataclass(frozen=True)
class PoolLedger:
    """One pool in a period. title: its name in the reader's language."""

    name: str
    title: str
    shares: Sequence[Share]
    whole: int


@dataclass(frozen=True)
class LedgerPage:
    pools: Sequence[PoolLedger]
    period: str
    since: date
    until: date


@dataclass(frozen=True)
class RouteChoice:
    """A route of a playbook in force. value: of the select."""

    playbook: str
    title: str
    route: str

    @property
    def value(self) -> str:
        return f"{self.playbook}/{self.route}"


@dataclass(frozen=True)
class PreviewPage:
    """choice, trial: None while no route has been chosen. others: the first differences."""

    choices: Sequence[RouteChoice]
    choice: RouteChoice | None
    period: str
    trial: Trial | None
    others: Sequence[tuple[Record, str, str]]


@dataclass(frozen=True)
class Waiting:
    """A record in a queue. left: per cent of the working hour; state: as rings know it."""

    record: Record
    stage: str
    left: int
    state: str


@dataclass(frozen=True)
class Queue:
    """name: in the reader's language. number: of all that one may see; lines: the longest first."""

    name: str
    number: int
    lines: Sequence[Waiting]


def ledger_page(period: str, today: date, pool: str = "") -> LedgerPage:
    """Of all pools, or of one; a constant number of queries per pool."""
    since, until = days_of(period, today)
    names = [pool] if pool else pool_names()
    found = [(name, shares_of(name, since, until)) for name in names]
    pools = [PoolLedger(name, spoken_pool(name), shares, whole(shares)) for name, shares in found]
    return LedgerPage(pools, period if period in PERIODS else "month", since, until)


def spoken_pool(name: str) -> str:
    """A pool's name in the reader's language, as the first playbook that has it says it."""
    for current in Published.objects.exclude(current=None).order_by("name"):
        playbook = readable(current.current_id or 0)
        if playbook is not None and name in playbook.settings.get("pools", {}):
            return speaker_of(current.current_id or 0).word(name)
    return name


def days_of(period: str, today: date) -> tuple[date, date]:
    """First and last day; an unknown period is this month."""
    first = today.replace(day=1)
    if period == "week":
        return today - timedelta(days=6), today
    if period == "before":
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    return first, today


def preview_page(chosen: str, period: str, today: date, seen: QuerySet[Record]) -> PreviewPage:
    """seen: the records that this person may see; differences name no others."""
    choices = routes_in_force()
    choice = next((one for one in choices if one.value == chosen), None)
    period = period if period in PERIODS else "before"
    if choice is None:
        return PreviewPage(choices, None, period, None, ())
    zone = ZoneInfo(Firm.current().zone)
    first, last = days_of(period, today)
    trial = try_route(
        choice.route,
        choice.playbook,
        datetime.combine(first, time(), zone),
        datetime.combine(last + timedelta(days=1), time(), zone),
    )
    cases = trial.others[:DIFFERENCES]
    visible = set(seen.filter(pk__in=[c.record.pk for c in cases]).values_list("pk", flat=True))
    others = [
        (
            case.record,
            str(case.record.owner or case.record.queue),
            str(case.decided.user or case.decided.queue),
        )
        for case in cases
        if case.record.pk in visible
    ]
    return PreviewPage(choices, choice, period, trial, others)


def routes_in_force() -> list[RouteChoice]:
    """Every route of every playbook in force, by name."""
    rows = Published.objects.exclude(current=None).order_by("name")
    return [
        RouteChoice(name, title, route)
        for name, title, current in rows.values_list("name", "title", "current")
        if (playbook := readable(current or 0)) is not None
        for route in rules_of(playbook).routes
    ]


def who_would(record: Record, now: datetime) -> Routed | None:
    """Who would get the record where it stands, and why; None where its playbook does not say, or
    cannot be read."""
    is_read = record.version_id is not None and readable(record.version_id) is not None
    who = owner_rule(record) if is_read else None
    if who is None:
        return None
    route = decide(Batch(AUTOMATION, now), record, who, LOOKING).json()
    reading = reading_of(record, now)
    return routed_of(route, names_in([{"route": route}]), reading.speaker if reading else None)


def queues_page(seen: QuerySet[Record], now: datetime) -> list[Queue]:
    """What waits to be taken, by queue, whoever waits longest first; one query for each of them."""
    rows = seen.filter(outcome="").exclude(queue="")
    counts = rows.order_by("queue").values_list("queue").annotate(Count("pk"))
    time = schedules_of_people([0])[0]  # nobody's: the firm's
    found = []
    for name, number in counts:
        records = list(rows.filter(queue=name).order_by("queued_at", "pk")[:SHOWN])
        if records:
            lines = [_waiting(record, time, now) for record in records]
            found.append(Queue(_spoken(name, records[0]), number, lines))
    return found


def _waiting(record: Record, time: Schedule, now: datetime) -> Waiting:
    since = record.queued_at or record.entered_at
    try:
        due = worktime.add(time, since, AT_MOST)
    except NeverOpens:
        due = now
    left = share_left(time, since, due, now)
    state = "over" if not left else "late" if left <= 25 else "warn" if left <= 50 else "good"
    return Waiting(record, _spoken(record.stage, record), left, state)


def _spoken(word: str, record: Record) -> str:
    if language() == "en" or record.version_id is None:
        return word
    return speaker_of(record.version_id).word(word)

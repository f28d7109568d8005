"""What records that are due would do now, by kind and age: decided, and nothing carried out."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from leadline.access.models import Firm
from leadline.automation.answering import Case, cases_of, decided
from leadline.automation.surroundings import around
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.playbooks.definition import WhenLate
from leadline.playbooks.engine.decision import Decision
from leadline.records.models import Record

log = logging.getLogger(__name__)
LOOKED_AT = 200  # records

# What people hear of; the rest is the engine's own bookkeeping. Work is a task under another name.
TOLD: Mapping[str, str] = MappingProxyType(
    {"send": "send", "open": "open", "end": "end", "stop": "stop", "task": "task", "work": "task",
     "call": "call", "visit": "visit", "tell": "tell", "go to": "go to"}
)  # fmt: skip


@dataclass(frozen=True)
class Coming:
    """One kind of act: how many of it, since when the oldest is due, how many of them are late.

    late: what becomes of those that are.
    """

    version_id: int
    verb: str
    object: str
    number: int
    oldest_at: datetime
    late: int
    when_late: WhenLate


def forecast(now: datetime, limit: int = LOOKED_AT) -> list[Coming]:
    """Of the first `limit` records that are due, the oldest acts first. Nothing is written.

    Only what follows at once: news that this brings, such as an answer, is not foreseen.
    """
    due = Record.objects.filter(wake_at__lte=now, stuck="").order_by("wake_at", "pk")
    unopened = Batch(AUTOMATION, now)  # only remembers what it was asked
    zone = ZoneInfo(unopened.once(Firm.current).zone)
    found: dict[tuple[int, str, str, WhenLate], list[tuple[datetime, bool]]] = defaultdict(list)
    for case in cases_of(list(due[:limit])):
        for verb, object, at, when_late in _acts(_decided(unopened, case)):
            key = case.record.version_id or 0, verb, object, when_late
            found[key].append((at, case.playbook.is_late(at, now, zone)))
    coming = (_coming(*key, seen) for key, seen in found.items())
    return sorted(coming, key=lambda one: (one.oldest_at, one.verb, one.object))


def _decided(unopened: Batch, case: Case) -> Decision | None:
    try:
        return decided(case, around(unopened, case.record, case.playbook, unopened.now))
    except Exception:  # the worker will say so of this very record; the others are still told
        log.exception("What record %s would do cannot be foreseen.", case.record.pk)
        return None


def _acts(decision: Decision | None) -> Iterator[tuple[str, str, datetime, WhenLate]]:
    if decision is None:
        return
    for move in decision.moves:
        if move.old:
            yield "go to", move.new, move.at, WhenLate.DO
    for effect in decision.effects:
        if effect.verb in TOLD:
            who = effect.params.get("who")
            object = str(getattr(who, "text", "") or effect.object)
            yield TOLD[effect.verb], object, effect.known_at or effect.at, effect.when_late


def _coming(
    version: int, verb: str, object: str, when_late: WhenLate, seen: Iterable[tuple[datetime, bool]]
) -> Coming:
    moments, late = zip(*seen, strict=True)
    return Coming(version, verb, object, len(moments), min(moments), sum(late), when_late)

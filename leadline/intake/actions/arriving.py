"""What comes in is kept first, then made a lead; people decide about what was held."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import Firm
from leadline.access.policy import let
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.intake import events
from leadline.intake.actions.landing import land
from leadline.intake.given import given_of, with_proof
from leadline.intake.ground import entry_of, ground_of
from leadline.intake.models import Arrival, Door, Outcome
from leadline.intake.rows import Row, read_row

PATIENCE = timedelta(minutes=1)  # then the worker finishes what a killed process began
RETRIES = (1, 5, 30, 360)  # minutes after each failure; the fifth is the end


@dataclass(frozen=True)
class Item:
    """One post or object as it came. key: what names it, or "". held: why, or ""."""

    raw: Mapping[str, Any]
    key: str = ""
    held: str = ""


@action(_("receive arrivals"), _("Keeps what came in, before anything is made of it."))
def receive_arrivals(
    batch: Batch, subject: None, *, door: Door, items: Sequence[Item]
) -> list[Arrival]:
    """Each with its receipt; what is suspicious is held, the rest waits to be settled.

    Raises IntegrityError when one with such a key has come before.
    """
    zone = ZoneInfo(batch.once(Firm.current).zone)
    return [
        batch.add(
            Arrival(
                door=door,
                received_at=batch.now,
                received_on=batch.now.astimezone(zone).date(),
                outcome=Outcome.QUARANTINED if item.held else Outcome.WAITING,
                reason=item.held[:500],
                key=item.key,
                raw=dict(item.raw),
                try_at=None if item.held else batch.now + PATIENCE,
            )
        )
        for item in items
    ]


@action(_("settle arrivals"), _("Makes leads of what waits, or joins it to theirs."))
def settle_arrivals(batch: Batch, subject: None, *, ids: Iterable[int]) -> list[Arrival]:
    """Those that were still waiting, each with its outcome; a constant number of queries."""
    waiting = list(_locked(ids).filter(outcome=Outcome.WAITING))
    _settle(batch, waiting)
    return waiting


@action(
    _("release arrival"),
    _("Lets in what was held for a check, or tries again what failed."),
    events=(events.ARRIVAL_RELEASED,),
)
def release_arrival(batch: Batch, door: Door, *, arrival: Arrival) -> Arrival:
    """Raises Refused when somebody has decided already, or it cannot be read."""
    mine = _undecided(door, arrival)
    _settle(batch, [mine])
    if mine.outcome == Outcome.REJECTED:
        raise Refused(mine.reason)
    batch.happened(door, events.ARRIVAL_RELEASED, receipt=mine.receipt)
    return mine


@action(
    _("reject arrival"),
    _("Rejects what was held for a check; it stays in the ledger."),
    events=(events.ARRIVAL_REJECTED,),
)
def reject_arrival(batch: Batch, door: Door, *, arrival: Arrival, reason: str = "") -> Arrival:
    """Raises Refused when somebody has decided already."""
    mine = _undecided(door, arrival)
    said = reason.strip()[:500] or mine.reason or gettext("Not an inquiry.")
    batch.change(mine, outcome=Outcome.REJECTED, reason=said)
    batch.happened(door, events.ARRIVAL_REJECTED, receipt=mine.receipt, reason=said)
    return mine


@action(
    _("put off arrival"), _("Tries an arrival again later; after five failures a person looks.")
)
def put_off_arrival(batch: Batch, subject: None, *, id: int, reason: str) -> None:
    """One that somebody else has settled meanwhile stays as it is."""
    for mine in _locked([id]).filter(outcome=Outcome.WAITING):
        failed = mine.tries >= len(RETRIES)
        batch.change(
            mine,
            tries=mine.tries + 1,
            reason=reason[:500],
            outcome=Outcome.FAILED if failed else Outcome.WAITING,
            try_at=None if failed else batch.now + timedelta(minutes=RETRIES[mine.tries]),
        )


let(
    ActorKind.CUSTOMER,
    *("receive arrivals", "settle arrivals", "open leads", "enter people", "give basis"),
)
let(
    ActorKind.MACHINE,
    *("receive arrivals", "settle arrivals", "open leads", "enter people", "give basis"),
)


def _locked(ids: Iterable[int]) -> Any:
    rows = Arrival.objects.select_for_update(of=("self",)).filter(pk__in=list(ids))
    return rows.select_related("door__playbook").order_by("pk")


def _undecided(door: Door, arrival: Arrival) -> Arrival:
    mine: Arrival = _locked([arrival.pk]).get(door=door)
    if mine.outcome not in (Outcome.QUARANTINED, Outcome.FAILED):
        raise Refused(gettext("Somebody has decided about this already."))
    return mine


def _settle(batch: Batch, arrivals: Sequence[Arrival]) -> None:
    doors: dict[int, list[Arrival]] = defaultdict(list)
    for arrival in arrivals:
        doors[arrival.door_id].append(arrival)
    for mine in doors.values():
        _settle_door(batch, mine[0].door, mine)


def _settle_door(batch: Batch, door: Door, arrivals: Sequence[Arrival]) -> None:
    entry = entry_of(door)
    given = [given_of(arrival) for arrival in arrivals]
    ground = ground_of(door, entry, dict.fromkeys(name for one in given for name in one.texts))
    rows: list[tuple[Arrival, Row]] = []
    for arrival, one in zip(arrivals, given, strict=True):
        try:
            row = read_row(one.texts, ground, arrival.received_at)
        except Invalid as invalid:
            _end(batch, arrival, Outcome.REJECTED, reason=invalid.sentence[:500])
        else:
            rows.append((arrival, with_proof(row, one, arrival)))
    landed = land(batch, entry.as_door(door), [row for _arrival, row in rows])
    for (arrival, _row), outcome in zip(rows, landed, strict=True):
        _end(batch, arrival, Outcome(outcome.fate.value), record=outcome.record, reason="")


def _end(batch: Batch, arrival: Arrival, outcome: Outcome, **values: Any) -> None:
    batch.change(arrival, outcome=outcome, try_at=None, **values)

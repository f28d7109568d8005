"""Which of the next leads rules in force change: read by column, with nothing locked.

Nearly all leads of a rescoring stay as they are. These are only read, so that nobody waits for
them; whoever may change is then locked, looked at once more and written by `Keeper`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import F

from leadline.access.models import Firm
from leadline.conditions.context import Context
from leadline.core.models import Event
from leadline.leads.contacts import CONTACT
from leadline.leads.known import KIND
from leadline.leads.score.loading import InForce
from leadline.leads.score.models import EngagementSum, ScoreRules
from leadline.leads.score.rules import Rules, rules_in
from leadline.playbooks.versions import readable
from leadline.records.models import Record
from leadline.records.view import views_of

# What a fit may be worked out from, and what is kept of it.
RECORD = ("kind", "person_id", "company_id", "version_id", "answers")
SCORED = (KIND, CONTACT)  # kinds of record that have a score
AT_ONCE = 1000  # records whose values are loaded together
_KEPT = {name: F(f"score__{name}") for name in ("rules_id", "fit", "band", "lasting")}


class _Kept(NamedTuple):
    """What the lead's row says; None where it has none. rules: the id of those that scored it."""

    rules: int | None
    fit: int | None
    band: str | None
    lasting: int | None


@dataclass(frozen=True)
class Seen:
    """Leads behind the one with the id `after`, to that with `last`: how many, and whom to score.

    rules: the row by which, None where these rules are not in force yet.
    """

    rules: int | None
    after: int = 0
    last: int = 0
    number: int = 0
    changing: Sequence[int] = ()


def look(now: InForce, row: ScoreRules, at: datetime, most: int) -> Seen:
    """At the next leads of a playbook; a constant number of queries."""
    behind = Record.objects.filter(
        kind__in=SCORED, version__playbook=now.playbook, pk__gt=row.upto
    ).order_by("pk")
    leads: list[Any] = list(behind.only(*RECORD).annotate(**_KEPT)[:most])
    if not leads:
        return Seen(row.pk, row.upto, row.upto)
    kept = [_Kept(one.rules_id, one.fit, one.band, one.lasting) for one in leads]
    fits, anew = _fits(now.rules, leads, at), _counted_otherwise(now.rules, leads, kept)
    changing = [
        lead.pk
        for lead, was, new in zip(leads, kept, fits, strict=True)
        if was.rules is None or (was.fit, was.band) != new or lead.pk in anew
    ]
    return Seen(row.pk, row.upto, leads[-1].pk, len(leads), changing)


def parts(seen: Seen, most: int) -> Iterator[Seen]:
    """As many as one transaction should write; each goes on where the one before ended."""
    after, told = seen.after, 0
    for start in range(0, len(seen.changing), most):
        changing = seen.changing[start : start + most]
        is_last = start + most >= len(seen.changing)
        last = seen.last if is_last else changing[-1]
        number = seen.number - told if is_last else 0
        yield Seen(seen.rules, after, last, number, changing)
        after, told = last, told + number
    if not seen.changing:
        yield seen


def counts_alike(rules: Rules, of: int) -> bool:
    """Whether the rules with this id give the same for what leads do, so that sums stay true."""
    version = ScoreRules.objects.filter(pk=of).values_list("version_id", flat=True).first()
    text = readable(version) if version is not None else None
    before = rules_in(text) if text is not None else None
    return before is not None and before.doings == rules.doings


def _fits(rules: Rules, records: Sequence[Record], at: datetime) -> list[tuple[int, str]]:
    """Points and band of each; leads of whom the same is known share theirs."""
    names = sorted(rules.asked)
    context = Context(now=at, zone=ZoneInfo(Firm.current().zone))
    known: dict[tuple[Any, ...], tuple[int, str]] = {}
    found = []
    for start in range(0, len(records), AT_ONCE):
        for view in views_of(records[start : start + AT_ONCE], names, rules.catalogue):
            key = tuple(map(repr, view.values()))
            if key not in known:
                fit, _lines = rules.fit(view, context)
                known[key] = fit, rules.band(fit)[:10]
            found.append(known[key])
    return found


def _counted_otherwise(rules: Rules, records: Sequence[Record], kept: Sequence[_Kept]) -> set[int]:
    """Those who did something that other rules counted, or these count; they are counted anew."""
    by = {row.rules for row in kept if row.rules is not None}
    otherwise = {one for one in by if not counts_alike(rules, one)}
    rows = list(zip(records, kept, strict=True))
    ids = [record.pk for record, row in rows if row.rules in otherwise]
    if not ids:
        return set()
    lasting = {record.pk for record, row in rows if row.lasting}
    summed = EngagementSum.objects.filter(record__in=ids).exclude(amount=0.0)
    heard = Event.objects.filter(
        stream=Record.stream, stream_id__in=ids, name__in=sorted(rules.given)
    )
    doing = {
        *summed.values_list("record_id", flat=True),
        *heard.values_list("stream_id", flat=True),
    }
    return lasting.intersection(ids) | doing

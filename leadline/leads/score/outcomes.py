"""What leads scored when they ended, beside how they ended."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from leadline.conditions.fading import rounded
from leadline.leads.score.decay import engagement_of
from leadline.leads.score.models import EngagementSum, LeadScore
from leadline.leads.score.standing import Standing
from leadline.records.models import Record

MOST = 50_000  # leads: the newest ends
WON = frozenset({"won", "qualified"})
NO_ANSWERS: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Ended:
    """One lead when it ended. answers: what was learned of it, for the reasons."""

    score: int
    band: str
    engagement: int
    won: bool
    answers: Mapping[str, Any]


def ended(records: QuerySet[Record]) -> list[Ended]:
    """The newest 50,000 of these leads that have ended and have a score; two queries.

    What they did later does not count backwards: the later of the end and the last response is
    when they are looked at.
    """
    rows = (
        LeadScore.objects.filter(record__in=records.exclude(outcome=""), rules__isnull=False)
        .select_related("record")
        .only("fit", "band", "lasting", "responded_at", "record__outcome", "record__ended_at",
              "record__answers")
        .order_by("-record__ended_at", "-pk")[:MOST]
    )  # fmt: skip
    found = list(rows)
    sums: dict[int, list[EngagementSum]] = defaultdict(list)
    for one in EngagementSum.objects.filter(record__in=records.exclude(outcome="")):
        sums[one.record_id].append(one)
    return [_ended(row, sums[row.pk]) for row in found]


def _ended(row: LeadScore, sums: Sequence[EngagementSum]) -> Ended:
    standing = Standing(row.fit, row.band, engagement_of(row.lasting, sums))
    moments = [at for at in (row.record.ended_at, row.responded_at) if at is not None]
    at = max(moments) if moments else row.record.entered_at
    return Ended(
        score=standing.score(at),
        band=row.band,
        engagement=rounded(standing.engagement.value(at)),
        won=row.record.outcome in WON,
        answers=row.record.answers or NO_ANSWERS,
    )

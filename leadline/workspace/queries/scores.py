"""What many leads score now, each in a few words: two queries however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from leadline.leads.score.loading import scored
from leadline.records.models import Record
from leadline.workspace.queries.score import score_sentences


@dataclass(frozen=True)
class ScoreMark:
    """band: "" below all bands. sentence: what the points are for."""

    score: int
    band: str
    sentence: str


def score_marks(records: Iterable[int], now: datetime) -> dict[int, ScoreMark]:
    """By the record's id; only those that have a score by rules in force."""
    rows = [Record(pk=pk) for pk in sorted(set(records))]
    found = {}
    for record, known in zip(rows, scored(rows) if rows else (), strict=True):
        if (standing := known.standing) is not None:
            [sentence, *_later] = score_sentences(standing, now)
            found[record.pk] = ScoreMark(standing.score(now), standing.band, sentence)
    return found

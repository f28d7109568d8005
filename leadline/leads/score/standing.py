"""Where a lead stands by the rules: its fit and band, its engagement, and both together."""

from dataclasses import dataclass, field
from datetime import datetime

from leadline.conditions.fading import Fading, rounded
from leadline.leads.score.decay import Engagement

SCORE, BAND, ENGAGEMENT, RESPONSE = "score", "fit band", "engagement", "last response"
CONTACT_SCORE = "contact score"  # what the score of a contact is called


@dataclass(frozen=True)
class Standing:
    """fit: points for what they are. band: the name of the band of fit, "" below all of them."""

    fit: int = 0
    band: str = ""
    engagement: Engagement = field(default_factory=Engagement)

    def score(self, moment: datetime) -> int:
        """Fit and engagement together, as people read it and rules compare it."""
        return rounded(self.fit + self.engagement.value(moment))

    def values(self, now: datetime) -> dict[str, object]:
        """As conditions ask for it: numbers that know when they fall."""
        return {
            SCORE: self._number(self.fit, now),
            ENGAGEMENT: self._number(0, now),
            BAND: self.band or None,
        }

    def values_by_every_name(self, now: datetime) -> dict[str, object]:
        """As `values`, with what the score is called of a contact."""
        values = self.values(now)
        return {**values, CONTACT_SCORE: values[SCORE]}

    def seen(self, moment: datetime, *, contact: bool) -> dict[str, object]:
        """What conditions had seen of it, as an event keeps that. contact: of a contact's score."""
        engagement = self.engagement.value(moment)
        score = rounded(self.fit + engagement)
        kept: dict[str, object] = {SCORE: score, BAND: self.band or None}
        kept[ENGAGEMENT] = rounded(engagement)
        return {**kept, CONTACT_SCORE: score} if contact else kept

    def _number(self, base: int, now: datetime) -> int:
        least = base + self.engagement.lasting
        if not self.engagement.fades:
            return least
        return Fading(lambda moment: base + self.engagement.value(moment), now, least)

"""What a lead or a contact scores on its way through a rehearsal, by the rules that are tried."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from leadline.conditions.context import Context
from leadline.leads.contacts import CONTACT
from leadline.leads.known import KIND
from leadline.leads.score.rules import RESPONSES, rules_in
from leadline.leads.score.standing import (
    BAND,
    CONTACT_SCORE,
    ENGAGEMENT,
    RESPONSE,
    SCORE,
    Standing,
)
from leadline.playbooks.definition import Playbook
from leadline.playbooks.engine.decision import News

# By kind of record: what conditions may ask of its score; no other kind has one.
NAMES = {KIND: (SCORE, BAND, ENGAGEMENT, RESPONSE), CONTACT: (CONTACT_SCORE,)}


class Points:
    """Follows one record's score: nothing is known of it before it is heard of."""

    def __init__(
        self, playbook: Playbook, view: dict[str, object], zone: ZoneInfo, kind: str
    ) -> None:
        self.rules, self.zone = rules_in(playbook) if kind in NAMES else None, zone
        self.asked = [name for name in NAMES.get(kind, ()) if name in view]
        self.standing: Standing | None = None
        self.responded_at: datetime | None = None
        view.update(dict.fromkeys(self.asked))

    @property
    def band(self) -> str:
        return self.standing.band if self.standing else ""

    def hear(self, news: News, view: Mapping[str, object], now: datetime) -> None:
        """One more event, with what is known since then."""
        if news.name in RESPONSES:
            self.responded_at = max(filter(None, (self.responded_at, news.occurred_at)))
        if self.rules is None:
            return
        fit, _lines = self.rules.fit(view, Context(now=now, zone=self.zone))
        before = self.standing or Standing()
        engagement = self.rules.heard(before.engagement, news.name, news.occurred_at)
        self.standing = Standing(fit, self.rules.band(fit), engagement)

    def values(self, now: datetime) -> dict[str, object]:
        """What conditions see of it, as far as they ask."""
        seen = self.standing.values_by_every_name(now) if self.standing else {}
        found = {**seen, RESPONSE: self.responded_at}
        return {name: found.get(name) for name in self.asked}

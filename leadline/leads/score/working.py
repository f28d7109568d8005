"""Works out where a lead stands now, and where it stood before each thing that happened to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import isclose
from typing import Any

from leadline.conditions.context import Context
from leadline.leads.score.decay import Engagement
from leadline.leads.score.loading import Heard
from leadline.leads.score.rules import RESPONSES, Rules
from leadline.leads.score.standing import RESPONSE, Standing
from leadline.playbooks.definition import NOTHING

ANSWERED = "answer given"


@dataclass(frozen=True)
class Worked:
    """standing: None without rules. was: by the number of an event, the standing just before it.

    why: as `ScoreChange` keeps it. responded_at: when they last responded, before: when
    they had until these events.
    """

    standing: Standing | None
    responded_at: datetime | None = None
    responded_before: datetime | None = None
    was: Mapping[int, Standing] = field(default_factory=dict)
    why: Mapping[str, Any] = field(default_factory=lambda: NOTHING)

    def values(self, now: datetime) -> dict[str, object]:
        """What conditions see of it."""
        seen = self.standing.values_by_every_name(now) if self.standing else {}
        return {**seen, RESPONSE: self.responded_at}

    def seen_before(self, heard: Sequence[Heard], now: datetime) -> dict[int, dict[str, object]]:
        """By the number of an event that changed something, what conditions had seen before it."""
        found, last = {}, self.responded_before
        for one in heard:
            seen = self.was[one.seq].values_by_every_name(now) if one.seq in self.was else {}
            if one.name in RESPONSES:
                seen[RESPONSE], last = last, max(filter(None, (last, one.at)))
            if seen:
                found[one.seq] = seen
        return found


def work_out(
    rules: Rules,
    before: Standing | None,
    heard: Sequence[Heard],
    values: Mapping[str, object],
    context: Context,
) -> Worked:
    """From what was (None: from nothing) and everything heard since, oldest first."""
    fit, lines = rules.fit(values, context)
    after = Standing(fit, rules.band(fit), before.engagement if before else Engagement())
    was: dict[int, Standing] = {}
    told = []
    fit_seq = _fit_seq(rules, before, after, heard)
    standing = before or after
    for one in heard:
        engagement = rules.heard(standing.engagement, one.name, one.at)
        following = Standing(standing.fit, standing.band, engagement)
        if one.seq == fit_seq:
            following = Standing(after.fit, after.band, engagement)
        if following != standing and before is not None:
            was[one.seq] = standing
        if engagement != standing.engagement:
            told.append([one.name, one.at])
        standing = following
    why = {"fit": [_because(rules, line, values) for line in lines], "heard": told}
    standing = Standing(after.fit, after.band, standing.engagement)
    return Worked(standing, responded(heard), was=was, why=why)


def responded(heard: Sequence[Heard]) -> datetime | None:
    """When they last showed that they are there."""
    return max((one.at for one in heard if one.name in RESPONSES), default=None)


def differs(one: Standing | None, other: Standing | None) -> bool:
    """Whether anything but the last digits of a sum is different."""
    if one is None or other is None:
        return one is not other
    plain = (one.fit, one.band, one.engagement.lasting)
    if plain != (other.fit, other.band, other.engagement.lasting):
        return True
    lives = {*one.engagement.sums, *other.engagement.sums}
    return any(not _same(one.engagement, other.engagement, life) for life in lives)


def _same(one: Engagement, other: Engagement, life: int) -> bool:
    mine, theirs = one.sums.get(life), other.sums.get(life)
    if mine is not None and theirs is not None:
        return mine.epoch == theirs.epoch and isclose(mine.amount, theirs.amount, rel_tol=1e-9)
    return not any(known.amount for known in (mine, theirs) if known is not None)


def _fit_seq(
    rules: Rules, before: Standing | None, after: Standing, heard: Sequence[Heard]
) -> int | None:
    """The event since which the fit is another: the last answer that the rules ask about."""
    if before is None or (before.fit, before.band) == (after.fit, after.band) or not heard:
        return None
    asked = [one.seq for one in heard if one.name == ANSWERED and one.field in rules.asked]
    return asked[-1] if asked else heard[0].seq


def _because(rules: Rules, line: Any, values: Mapping[str, object]) -> list[Any]:
    """A line that gave points, by its place among those of fit, with the values it looked at."""
    used = rules.values_used(line, values)
    return [rules.score.fit.index(line), {name: str(value) for name, value in used.items()}]

"""What a playbook's score.yaml gives a lead: points for what it is, points for what it did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from leadline.conditions.catalogue import Catalogue
from leadline.conditions.context import Context
from leadline.conditions.evaluate import Predicate, holds
from leadline.conditions.explain import sentence
from leadline.conditions.tree import Condition
from leadline.conditions.units import minutes_of
from leadline.leads.score.decay import Engagement
from leadline.playbooks.definition import Playbook
from leadline.playbooks.engine.asked import Once
from leadline.playbooks.rulebook import Points, Score
from leadline.playbooks.walk import rules_of

# What shows that somebody is there, whatever the rules give for it.
RESPONSES = frozenset(
    {"registered again", "first interaction", "reply received", "real conversation",
     "interest shown", "trial used", "trial usage reported", "contact responded"}
)  # fmt: skip
compiled: Once[Condition, Predicate] = Once(holds)


@dataclass(frozen=True)
class Rules:
    """The score of one playbook version, ready to be asked.

    meaning: a hash that changes only when the points do. given: by event, what it is worth.
    doings: what is given for what leads do, said so that it can be compared.
    """

    score: Score
    catalogue: Catalogue
    meaning: str
    asked: frozenset[str]
    given: Mapping[str, tuple[Points, ...]]
    doings: tuple[str, ...]

    def fit(self, values: Mapping[str, object], context: Context) -> tuple[int, list[Points]]:
        """Points for what they are, and the lines that gave them."""
        found = [
            line
            for line in self.score.fit
            if line.when is not None and compiled(line.when)(values, context)
        ]
        return sum(line.points for line in found), found

    def band(self, fit: int) -> str:
        """The highest band that so many points reach; "" below all."""
        bands = sorted(self.score.bands.items(), key=lambda one: -one[1])
        return next((name for name, least in bands if fit >= least), "")

    def heard(self, before: Engagement, event: str, at: datetime) -> Engagement:
        """With what one more event is worth."""
        for line in self.given.get(event, ()):
            before = before.plus(line.points, half_life_of(line), at)
        return before

    def values_used(self, line: Points, values: Mapping[str, object]) -> dict[str, Any]:
        fields = line.when.fields if line.when is not None else ()
        return {name: values.get(name) for name in sorted(fields)}


def half_life_of(line: Points) -> int:
    """In minutes; 0 for points that stay."""
    return minutes_of(line.half_life) if line.half_life else 0


def rules_in(playbook: Playbook) -> Rules | None:
    """What a playbook says of the score; None where it says nothing."""
    return _read(playbook)


def _rules(playbook: Playbook) -> Rules | None:
    score = rules_of(playbook).score
    if score is None:
        return None
    given: dict[str, tuple[Points, ...]] = {}
    for line in score.engagement:
        given[line.on] = (*given.get(line.on, ()), line)
    conditions = [line.when for line in score.fit if line.when is not None]
    asked = frozenset(name for one in conditions for name in one.fields)
    doings = tuple(sorted(_said(score.engagement)))
    return Rules(score, playbook.catalogue, _meaning(score, playbook), asked, given, doings)


_read: Once[Playbook, Rules | None] = Once(_rules)


def _meaning(score: Score, playbook: Playbook) -> str:
    lines = [*_said(score.fit), *_said(score.engagement)]
    lines += [f"{name} {least}" for name, least in sorted(score.bands.items())]
    names = {name for line in score.fit if line.when for name in line.when.fields}
    for name in sorted(names):
        field = playbook.catalogue.get(name)
        if field is not None and field.means is not None:
            lines.append(f"{name} means {sentence(field.means)}")
    return sha256("\n".join(lines).encode()).hexdigest()


def _said(lines: Iterable[Points]) -> list[str]:
    """In their order: histories name a line by its place."""
    return [
        f"{line.points} {line.on} {half_life_of(line)} {sentence(line.when) if line.when else ''}"
        for line in lines
    ]

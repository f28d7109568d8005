"""Finds conditions that can never hold, that overlap, or that leave a hole; or says it cannot tell.

Each field's values fall into finitely many ranges that no test tells apart (its literals are the
borders). One sample of every range is tried, field after field, leaving a branch as soon as the
answer is settled. An example is always a real one; "none" is said only where the samples are
complete. Fields are taken to be independent of each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from leadline.conditions.evaluate import Predicate, compiled
from leadline.conditions.samples import PRESENT, Samples, samples_of
from leadline.conditions.tree import (
    Condition,
    Either,
    Every,
    Negation,
    Node,
    Test,
    compared_with,
    leaves,
    opened,
)

MOST_STEPS = 50_000


class CannotTell:
    """The answer where neither an example nor a proof was found; it counts as false."""

    def __bool__(self) -> bool:
        return False


CANNOT_TELL: Final = CannotTell()
Example: TypeAlias = Mapping[str, object]  # field name → a value, None for unknown
Finding: TypeAlias = Example | CannotTell | None


def impossible(condition: Condition) -> bool:
    """Whether it is proven that the condition never holds."""
    return _example(condition.tree) is None


def overlap(one: Condition, other: Condition) -> Finding:
    """Values for which both hold; None: proven that there are none."""
    return _example(Every((one.tree, other.tree)))


def covers_all(conditions: Sequence[Condition], unknown: bool = False) -> Finding:
    """Values for which none of the conditions holds; None: proven that one always does.

    Every field is taken as known, unless `unknown`, since a test on an unknown is always false.
    """
    return _example(Negation(Either(tuple(one.tree for one in conditions))), unknown)


def same_meaning(one: Condition, other: Condition) -> bool:
    """Whether it is proven that two conditions hold for the same rows."""
    return all(
        _example(Every((left.tree, Negation(right.tree)))) is None
        for left, right in ((one, other), (other, one))
    )


def _example(node: Node, unknown: bool = True) -> Finding:
    tree = opened(node)
    samples = samples_of(list(leaves(tree)), unknown)
    search = _Search(tree, samples)
    try:
        found = search.run()
    except _TooMany:
        return CANNOT_TELL
    return found if found is not None or samples.complete else CANNOT_TELL


class _TooMany(Exception):
    """More steps than an answer is worth."""


@dataclass
class _Search:
    """Gives the fields their samples one after another, and turns back as early as it can."""

    tree: Node
    samples: Samples
    steps: int = 0
    values: dict[str, object] = field(default_factory=dict)
    asked: dict[Test, tuple[Predicate, frozenset[str]]] = field(default_factory=dict)

    def run(self) -> Example | None:
        for test in leaves(self.tree):
            names = frozenset(one.name for one in (test.field, *compared_with(test)))
            self.asked[test] = compiled(test), names
        return self._deeper(list(self.samples.by_field))

    def _deeper(self, names: list[str]) -> Example | None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise _TooMany
        settled = self._settled(self.tree)
        if settled is not None:
            return dict(self.values) if settled else None
        for sample in self.samples.by_field[names[0]]:
            self.values[names[0]] = sample
            found = self._deeper(names[1:])
            if found is not None:
                return found
        del self.values[names[0]]
        return None

    def _settled(self, node: Node) -> bool | None:
        """The answer that no further value can change, or None."""
        if isinstance(node, Negation):
            inner = self._settled(node.part)
            return None if inner is None else not inner
        if isinstance(node, Every | Either):
            strong = isinstance(node, Either)  # one yes settles "or", one no settles "and"
            answers = {self._settled(part) for part in node.parts}
            if strong in answers:
                return strong
            return None if None in answers else not strong
        ask, names = self.asked[node]
        return ask(self.values, PRESENT) if names <= self.values.keys() else None

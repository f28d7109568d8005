"""What is wrong with a condition: where, why, and what to write instead, in either language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

OUR_WORDS = frozenset({"kind", "like"})
CLOSE = 70  # of 100: below it a "did you mean" annoys more than it helps


@dataclass(frozen=True)
class Problem:
    """One mistake; `position` counts characters of the text as it was given, from 0.

    `says` and `advice` are translatable messages with named placeholders, filled from `facts`;
    `message` and `hint` are the same in English.
    """

    position: int
    says: str
    advice: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        return self.said()[0]

    @property
    def hint(self) -> str:
        return self.said()[1]

    def said(self, translate: Callable[[str], str] = str) -> tuple[str, str]:
        """Message and hint through `translate` (django's gettext on a page)."""
        return _filled(self.says, self.facts, translate), _filled(
            self.advice, self.facts, translate
        )


class ConditionError(Exception):
    """A condition cannot be read, or cannot be used for what was asked; all problems at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=lambda p: p.position))
        super().__init__("; ".join(f"{p.message} {p.hint}".strip() for p in self.problems))


def closest(word: str, known: Iterable[str]) -> str:
    """The known phrase that `word` was probably meant to be, or ""."""
    found = process.extractOne(word.casefold(), list(known), scorer=fuzz.ratio, score_cutoff=CLOSE)
    return str(found[0]) if found else ""


def _filled(message: str, facts: Mapping[str, str], translate: Callable[[str], str]) -> str:
    """Facts are names and numbers, except for the few that are words of ours."""
    if not message:
        return ""
    spoken = {key: translate(fact) if key in OUR_WORDS else fact for key, fact in facts.items()}
    return translate(message) % spoken

"""The fields a condition may ask about: one phrase each, typed, checked when declared."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leadline.conditions.tree import Condition

# Every comparison, longest first where one begins another; the lexer and the sentences read it.
COMPARATORS = (
    "is not",
    "is",
    "not one of",
    "one of",
    "above",
    "below",
    "at least",
    "at most",
    "between",
    "not contains",
    "contains",
    "known",
    "unknown",
    "before",
    "after",
    "on",
    "more than",
    "less than",
    "in the next",
    "in the last",
    "in",
    "includes all of",
    "includes any of",
    "includes none of",
    "includes",
    "holds",
)
RESERVED = frozenset({"and", "or", "not", "yes", "no", *COMPARATORS})


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    MOMENT = "time"
    DURATION = "duration"
    YES_NO = "yes or no"
    CHOICE = "choice"
    SET = "several choices"
    PERSON = "person"
    COMPANY = "company"
    USER = "user"
    FILE = "file"
    CONDITION = "condition"


def normalised(text: str) -> str:
    """Text as it is compared: NFKC, casefold, single spaces."""
    return _of_phrase(text) if len(text) <= LONGEST_PHRASE else _normalised(text)


def _normalised(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


LONGEST_PHRASE = 80  # characters; the names of fields and events are asked about again and again
_of_phrase = lru_cache(maxsize=8192)(_normalised)


@dataclass(frozen=True)
class Field:
    """One thing that can be asked about.

    Shapes of a value in a mapping, by kind (anything else counts as unknown): TEXT, CHOICE,
    PERSON, COMPANY, USER str (or an object whose str() is the name); NUMBER int, float, Decimal;
    MONEY Money or (amount in the smallest unit, currency); DAY date; MOMENT aware datetime;
    DURATION Duration, timedelta or whole minutes; YES_NO bool; SET an iterable of str; FILE
    anything; CONDITION a Condition.

    `column` is an ORM path. Text columns hold normalised text, money has a second column
    `<column>_currency`, durations are whole minutes. `query(test, context)` answers with a Q
    (custom fields, sets, derived fields with a loader).
    """

    name: str
    kind: Kind
    zh: str = ""
    choices: tuple[str, ...] = ()
    choices_zh: tuple[str, ...] = ()
    choices_en: tuple[str, ...] = ()  # as they are called now, where they were renamed
    unit: str = ""
    column: str = ""
    opposite: str = ""
    opposite_zh: str = ""
    means: "Condition | None" = None
    query: Callable[[Any, Any], Any] | None = field(default=None, compare=False)
    about: str = ""  # "company": answers are kept with the company; "" with the record itself
    drifts: bool = False  # its loaded value changes by time alone, so no wake can be worked out
    fades: bool = False  # its loaded value is a Fading: it falls by time alone, and knows when
    label: str = field(default="", compare=False)  # the phrase as declared, for sentences

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", self.label or " ".join(self.name.split()))
        object.__setattr__(self, "name", normalised(self.name))
        if self.kind is Kind.YES_NO and not self.opposite:
            object.__setattr__(self, "opposite", opposite_of(self.label))
        self._refuse_nonsense()

    def _refuse_nonsense(self) -> None:
        if not self.name or self.name in RESERVED or set(self.name) & set('"()'):
            raise ValueError(f"{self.label!r} cannot be the name of a field.")
        if self.kind in (Kind.CHOICE, Kind.SET) and not self.choices:
            raise ValueError(f"{self.label!r} needs its choices.")
        if self.choices_en and len(self.choices_en) != len(self.choices):
            raise ValueError(f"{self.label!r} needs a name for each choice.")
        if self.choices_zh and len(self.choices_zh) != len(self.choices):
            raise ValueError(f"{self.label!r} needs as many Chinese choices as English ones.")
        if self.means is not None and self.kind is not Kind.YES_NO:
            raise ValueError(f"{self.label!r} stands for a condition, so it must be yes or no.")

    @cached_property
    def choice_by_name(self) -> dict[str, str]:
        """Normalised choice, also as it is called now → choice as declared."""
        now = zip(self.choices_en, self.choices, strict=False)
        called = {normalised(name): choice for name, choice in now}
        return called | {normalised(choice): choice for choice in self.choices}

    @cached_property
    def called(self) -> dict[str, str]:
        """Choice as declared → as it is called now."""
        return dict(zip(self.choices, self.choices_en or self.choices, strict=True))


def opposite_of(phrase: str) -> str:
    """ "trial is open" → "trial is not open"; without is, are or has, "not" goes in front."""
    words = phrase.split()
    for verb in ("is", "are", "has"):
        if verb in words[1:-1]:
            at = words.index(verb, 1) + 1
            return " ".join([*words[:at], "not", *words[at:]])
    return f"not {phrase}"


class Catalogue:
    """Fields by phrase; raises ValueError for phrases that could be read in two ways."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self.fields: tuple[Field, ...] = tuple(fields)
        self.phrases: dict[str, tuple[Field, bool]] = {}  # phrase → field, is it the plain one
        for one in self.fields:
            for phrase, plain in _phrases(one):
                if phrase in self.phrases:
                    raise ValueError(f"The phrase {phrase!r} is declared twice.")
                self.phrases[phrase] = (one, plain)
        self.longest = max(map(len, self.phrases), default=0)
        self._refuse_ambiguous()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(one.name for one in self.fields)

    def get(self, name: str) -> Field | None:
        """The field that `name` (either language) stands for; an opposite phrase is no name."""
        found, plain = self.phrases.get(normalised(name), (None, False))
        return found if plain else None

    def with_(self, more: Iterable[Field]) -> "Catalogue":
        return Catalogue((*self.fields, *more))

    def _refuse_ambiguous(self) -> None:
        for phrase in self.phrases:
            words = phrase.split()
            for cut in range(1, len(words)):
                shorter, plain = self.phrases.get(" ".join(words[:cut]), (None, False))
                if shorter is not None and plain and _is_test(shorter, " ".join(words[cut:])):
                    raise ValueError(
                        f"The phrase {phrase!r} could also be read as a test on {shorter.label!r}."
                    )


def _phrases(one: Field) -> Iterable[tuple[str, bool]]:
    yield one.name, True
    if one.zh and normalised(one.zh) != one.name:
        yield normalised(one.zh), True
    if one.kind is Kind.YES_NO:
        yield normalised(one.opposite), False
        if one.opposite_zh:
            yield normalised(one.opposite_zh), False


def _is_test(one: Field, rest: str) -> bool:
    if rest in COMPARATORS:
        return True
    answers = one.choice_by_name if one.choices else {"yes": "", "no": ""}
    return any(rest == f"{verb} {answer}" for verb in ("is", "is not") for answer in answers)

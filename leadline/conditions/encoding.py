"""Values as texts that compare as the values do in every collation: what an index of answers keeps.

Numbers and times are digits of one width, so that neither a sign nor a locale changes their order;
texts are normalised. A long text is found as a whole by its digest, and a part of it by its pieces.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from hashlib import sha1
from math import floor
from typing import Any

from leadline.conditions.catalogue import Field, Kind, normalised
from leadline.conditions.values import Coin, reading

PLACES = 20  # decimal places that are kept of a number
LARGEST = 10**40  # of what is kept, counted in the smallest place
WIDTH = 41
WHOLE, HEAD = 400, 350  # characters of a text that stands whole, and of a longer one's beginning
STEP = 200  # characters from one piece to the next: any STEP characters stand in one of them
CUT = "\x1f"  # stands in no normalised text, which splits at it


def encoded(field: Field, raw: object) -> list[str]:
    """What the index keeps of one value: nothing of an unknown one, each of several choices."""
    value = None if raw is None else reading(field)({field.name: raw})
    if value is None:
        return []
    if field.kind is Kind.SET:
        return sorted(map(text, value))
    return [_ENCODERS[field.kind](value)]


def pieces(field: Field, raw: object) -> list[str]:
    """Overlapping pieces of a text that is too long to stand whole; none of any other value."""
    if field.kind is not Kind.TEXT or raw is None:
        return []
    long = normalised(str(raw))
    if len(long) <= WHOLE:
        return []
    found = [long[at : at + WHOLE] for at in range(0, len(long) - STEP, STEP)]
    return list(dict.fromkeys(found))


def text(value: str) -> str:
    """A text, choice or name."""
    plain = normalised(value)
    if len(plain) <= WHOLE:
        return plain
    return f"{plain[:HEAD]}{CUT}{sha1(plain.encode(), usedforsecurity=False).hexdigest()}"


def number(value: Any, whole: Callable[[Fraction], int] = floor) -> str:
    """A number to PLACES places; whole: how what is smaller than that is rounded."""
    return _digits(whole(Fraction(value) * 10**PLACES))


def is_exact(value: Decimal) -> bool:
    """Whether the index can hold the number as it is."""
    scaled: Fraction = Fraction(value) * 10**PLACES
    return scaled.denominator == 1


def money(coin: Coin) -> str:
    """An amount in the smallest unit, behind its currency."""
    amount, currency = coin
    return f"{currency}{_digits(amount)}"


def moment(value: date) -> str:
    """A day, or a moment in UTC."""
    if not isinstance(value, datetime):
        return f"{value.year:04d}{value.month:02d}{value.day:02d}"
    utc = value.astimezone(UTC)
    clock = f"{utc.hour:02d}{utc.minute:02d}{utc.second:02d}{utc.microsecond:06d}"
    return f"{moment(utc.date())}{clock}"


def _digits(scaled: int) -> str:
    return f"{min(max(scaled, 1 - LARGEST), LARGEST - 1) + LARGEST:0{WIDTH}d}"


_ENCODERS: Mapping[Kind, Callable[[Any], str]] = {
    Kind.TEXT: text,
    Kind.CHOICE: text,
    Kind.PERSON: text,
    Kind.COMPANY: text,
    Kind.USER: text,
    Kind.NUMBER: number,
    Kind.DURATION: number,
    Kind.MONEY: money,
    Kind.DAY: moment,
    Kind.MOMENT: moment,
    Kind.YES_NO: lambda value: "yes" if value else "no",
    Kind.FILE: lambda value: "file",
    Kind.CONDITION: lambda value: "condition",
}

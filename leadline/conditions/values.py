"""Takes a field's value out of a row: of the right shape, or None because it is unknown."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import isnan
from typing import Any, TypeAlias

from leadline.conditions.catalogue import Field, Kind, normalised
from leadline.conditions.context import Context
from leadline.conditions.tree import Condition
from leadline.conditions.units import minutes_in
from leadline.core.durations import Duration
from leadline.core.money import Money, is_currency, minor_digits

Values: TypeAlias = Mapping[str, object]
Read: TypeAlias = Callable[[Values], Any]
Coin: TypeAlias = tuple[int, str]  # amount in the smallest unit, currency


def reading(asked: Field) -> Read:
    """A function from a row to this field's value; see Field for the shapes."""
    name, clean = asked.name, _CLEAN[asked.kind]
    if asked.kind is Kind.DURATION:
        clean = _working_length if asked.unit.startswith("working") else _calendar_length

    def read(values: Values) -> Any:
        raw = values.get(name)
        return None if raw is None else clean(raw)

    return read


def worth(coin: Coin, context: Context) -> Fraction | None:
    """An amount in whole units of the company's currency, or None without a rate."""
    rate = context.rates.get(coin[1])
    return (
        None
        if rate is None or rate <= 0
        else coin[0] * Fraction(rate) / 10 ** minor_digits(coin[1])
    )


def _text(raw: object) -> str | None:
    return _folded(raw if isinstance(raw, str) else str(raw)) or None


@lru_cache(maxsize=65_536)
def _folded(text: str) -> str:
    return normalised(text)


def _number(raw: object) -> int | float | Decimal | Fraction | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | Fraction):
        return None
    if isinstance(raw, Decimal):
        return None if raw.is_nan() else raw
    return None if isinstance(raw, float) and isnan(raw) else raw


def _coin(raw: object) -> Coin | None:
    if isinstance(raw, Money):
        return raw.amount, raw.currency
    if not isinstance(raw, tuple | list) or len(raw) != 2:
        return None
    amount, currency = raw
    known = isinstance(currency, str) and is_currency(currency)
    return (amount, currency) if known and type(amount) is int else None


def _day(raw: object) -> date | None:
    usable = isinstance(raw, date) and not isinstance(raw, datetime) and 1 < raw.year < 9999
    return raw if usable else None  # type: ignore[return-value]


def _moment(raw: object) -> datetime | None:
    if not isinstance(raw, datetime) or raw.utcoffset() is None or not 1 < raw.year < 9999:
        return None
    return raw if raw.tzinfo is UTC else raw.astimezone(UTC)


def _calendar_length(raw: object) -> int | Fraction | None:
    return None if isinstance(raw, Duration) and raw.working else minutes_in(raw)


def _working_length(raw: object) -> int | Fraction | None:
    return None if isinstance(raw, Duration) and not raw.working else minutes_in(raw)


def _yes_no(raw: object) -> bool | None:
    if isinstance(raw, bool):
        return raw
    return {"yes": True, "no": False}.get(raw) if isinstance(raw, str) else None


def _several(raw: object) -> frozenset[str] | None:
    if isinstance(raw, str) or not isinstance(raw, Iterable):
        return None
    return frozenset(_folded(str(one)) for one in raw) or None


def _file(raw: object) -> object:
    return raw or None


def _condition(raw: object) -> Condition | None:
    return raw if isinstance(raw, Condition) else None


_CLEAN: dict[Kind, Callable[[object], Any]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.MONEY: _coin,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.DURATION: _calendar_length,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _text,
    Kind.SET: _several,
    Kind.PERSON: _text,
    Kind.COMPANY: _text,
    Kind.USER: _text,
    Kind.FILE: _file,
    Kind.CONDITION: _condition,
}

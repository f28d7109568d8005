"""Answers in their three shapes: as people write them, as values, and as a record keeps them."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import Field, Kind, normalised
from leadline.core.durations import DurationError, parse_duration
from leadline.core.errors import Invalid
from leadline.core.money import Money, MoneyError, parse_amount, parse_money

_COMMA = re.compile("[,，、]")
LONGEST = 10_000  # characters of a text answer
ASKED_NOT_TOLD: Mapping[str, bool] = {"told": False}  # counts as answered, not as known
YES = frozenset({"yes", "y", "true", "1", "on", "是", "对", "有"})
NO = frozenset({"no", "n", "false", "0", "off", "否", "不", "没有"})


def read_answer(field: Field, written: str) -> object:
    """The value that a person, a customer or a file wrote; None for blank.

    Raises Invalid with a sentence that says how to write it.
    """
    text = written.strip()
    if not text:
        return None
    if len(text) > LONGEST:
        raise Invalid(
            _("This is longer than %(longest)s characters.") % {"longest": f"{LONGEST:,}"}
        )
    try:
        return _READERS[field.kind](field, text)
    except (MoneyError, DurationError, InvalidOperation, ValueError) as error:
        raise Invalid(_wanted(field)) from error


def kept(value: object) -> Any:
    """The JSON in which a value is kept in `Record.answers`."""
    match value:
        case Money():
            return {"amount": value.amount, "currency": value.currency}
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case set() | frozenset() | tuple():
            return sorted(map(str, value))
        case None | bool() | int() | str() | list() | dict():
            return value
        case _:
            return str(value)


def value_of(field: Field, json: Any) -> object:
    """The value that `kept` wrote; None where the customer was asked and did not tell.

    None, too, where another playbook gave the phrase another kind, of which this is an answer.
    """
    if json is None or json == ASKED_NOT_TOLD:
        return None
    try:
        return _value(field, json)
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return None


def _value(field: Field, json: Any) -> object:
    match field.kind:
        case Kind.MONEY:
            return Money(json["amount"], json["currency"])
        case Kind.MOMENT:
            return datetime.fromisoformat(json)
        case Kind.DAY:
            return date.fromisoformat(json)
        case Kind.NUMBER:
            return Decimal(str(json))
        case Kind.DURATION:
            return parse_duration(str(json))
        case Kind.SET:
            return tuple(json)
        case _:
            return json


def _choice(field: Field, text: str) -> str:
    found = field.choice_by_name.get(normalised(text))
    if found is not None:
        return found
    for choice, chinese in zip(field.choices, field.choices_zh, strict=False):
        if normalised(text) == normalised(chinese):
            return choice
    raise ValueError(text)


def _yes_no(field: Field, text: str) -> bool:
    word = normalised(text)
    if word in YES or word in NO:
        return word in YES
    raise ValueError(text)


def _money(field: Field, text: str) -> Money:
    try:
        return parse_money(text)
    except MoneyError:
        return parse_amount(text, field.unit)


def _moment(field: Field, text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _number(field: Field, text: str) -> Decimal:
    number = Decimal(text.replace(",", ""))
    if not number.is_finite() or abs(number) > 10**18:
        raise ValueError(text)
    return number


_READERS: dict[Kind, Callable[[Field, str], object]] = {
    Kind.TEXT: lambda field, text: text,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.DAY: lambda field, text: date.fromisoformat(text),
    Kind.MOMENT: _moment,
    Kind.DURATION: lambda field, text: parse_duration(text),
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.SET: lambda field, text: tuple(
        _choice(field, part.strip()) for part in _COMMA.split(text) if part.strip()
    ),
    Kind.PERSON: lambda field, text: text,
    Kind.COMPANY: lambda field, text: text,
    Kind.USER: lambda field, text: text,
    Kind.FILE: lambda field, text: text,
    Kind.CONDITION: lambda field, text: text,
}


def _wanted(field: Field) -> str:
    match field.kind:
        case Kind.NUMBER:
            return _("Write a number, such as 12 or 2.5.")
        case Kind.MONEY:
            return _("Write an amount and its currency, such as 1,250.00 GBP.")
        case Kind.DAY:
            return _("Write a day as year-month-day, such as 2026-03-31.")
        case Kind.MOMENT:
            return _("Write a day and time with its zone, such as 2026-03-31T09:00+01:00.")
        case Kind.DURATION:
            return _("Write a length of time, such as 3 working days or 2 months.")
        case Kind.YES_NO:
            return _("Answer yes or no.")
        case _:
            return _("Choose one of: %(choices)s.") % {"choices": ", ".join(field.called.values())}

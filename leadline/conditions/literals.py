"""Reads the right side of a test: choices, text, amounts, lengths, days and other fields."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from lark import Token

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.problems import closest
from leadline.conditions.source import LONGEST_TEXT
from leadline.conditions.tree import DATED_KINDS, Amount, RelativeDay, Value
from leadline.conditions.units import unit
from leadline.core.durations import Duration, DurationError, Unit
from leadline.core.money import MoneyError, is_currency, parse_amount

EARLIEST, LATEST = 1900, 2999  # years a condition may name
_EXACT = (Unit.MINUTE, Unit.HOUR)


class Literals:
    """Each method answers None after it has reported why it cannot read the token."""

    def __init__(self, report: Callable[..., None]) -> None:
        self.report = report

    def read(self, asked: Field, token: Token) -> Amount | Field | None:
        return self._other(asked, token) if token.type == "OTHER" else self.literal(asked, token)

    def literal(self, asked: Field, token: Token) -> Amount | None:
        if token.type != "AMOUNT":
            self.report(
                token,
                _("“%(word)s” is no amount."),
                _("“%(field)s” compares with %(like)s."),
                word=_written(token),
                field=asked.label,
                like=_LIKE[asked.kind],
            )
            return None
        number, words = token.value
        if asked.kind is Kind.MONEY:
            return self._money(asked, token, number, words)
        if asked.kind is Kind.DURATION:
            return self._duration(asked, token)
        return self._number(asked, token, number, words)

    def length(self, asked: Field, token: Token) -> Duration | None:
        """A length before or after now; a day has no hours."""
        length = self._length(token)
        if length and asked.kind is Kind.DAY and length.unit in _EXACT:
            self.report(
                token,
                _("“%(field)s” is a day and has no hours."),
                _("Count it in days."),
                field=asked.label,
            )
            return None
        return length

    def day(self, asked: Field, token: Token) -> date | RelativeDay | Field | None:
        if token.type == "OTHER":
            return self._other(asked, token)
        if token.type == "DAY" and str(token.value).upper() in RelativeDay.__members__:
            return RelativeDay[str(token.value).upper()]
        try:
            return _iso_day(token)
        except ValueError:
            self.report(
                token,
                _("“%(word)s” is no day."),
                _("Write a day like 2026-11-22, today, yesterday, tomorrow, or a field."),
                word=_written(token),
            )
            return None

    def same(self, asked: Field, token: Token) -> Value | None:
        if asked.kind in (Kind.CHOICE, Kind.YES_NO):
            return self.choice(asked, token)
        if asked.kind in (Kind.NUMBER, Kind.MONEY, Kind.DURATION):
            return self.literal(asked, token)
        return self.text(asked, token)

    def choice(self, asked: Field, token: Token) -> str | None:
        if token.type == "CHOICE":
            return str(token.value)
        written = str(token.value[0]) if token.type == "AMOUNT" else str(token.value)
        choices = ["yes", "no"] if asked.kind is Kind.YES_NO else list(asked.choices)
        found = asked.choice_by_name.get(written.casefold())
        if token.type == "TEXT" and found:
            return found
        near = closest(written, [choice.casefold() for choice in choices])
        advice = _("Did you mean “%(near)s”?") if near else _("There are: %(choices)s.")
        self.report(
            token,
            _("“%(word)s” is no choice of “%(field)s”."),
            advice,
            word=written,
            field=asked.label,
            near=asked.choice_by_name.get(near, near),
            choices=", ".join(choices),
        )
        return None

    def text(self, asked: Field, token: Token) -> str | None:
        written = str(token.value[0]) if token.type == "AMOUNT" else str(token.value)
        if token.type != "TEXT":
            self.report(
                token, _("“%(word)s” is not in quotes."), _('Write "%(word)s".'), word=written
            )
            return None
        if len(written) > LONGEST_TEXT:
            self.report(token, _("A text may have at most %(most)s characters."), most=LONGEST_TEXT)
            return None
        return written

    def _other(self, asked: Field, token: Token) -> Field | None:
        other: Field = token.value
        dated = asked.kind in DATED_KINDS and other.kind in DATED_KINDS
        if dated or (asked.kind is other.kind and _family(asked) == _family(other)):
            return other
        says = _("“%(other)s” is %(kind)s and cannot be compared with “%(field)s”.")
        if asked.kind is other.kind:
            says = _("“%(other)s” and “%(field)s” are counted in different units.")
        kind = KIND_WORDS[other.kind]
        self.report(token, says, other=other.label, kind=kind, field=asked.label)
        return None

    def _money(self, asked: Field, token: Token, number: Decimal, words: str) -> Amount | None:
        currency = words.upper()
        if not is_currency(currency):
            unit_here = asked.unit or "GBP"
            says = _("“%(word)s” is no currency.") if words else _("The currency is missing.")
            self.report(
                token,
                says,
                _(
                    "Write it like %(number)s %(unit)s. Inside { } or [ ] a comma ends the "
                    "text: put quotes round the whole condition."
                ),
                word=words,
                number=f"{number:,}",
                unit=unit_here,
            )
            return None
        try:
            return parse_amount(str(number), currency)
        except MoneyError as error:
            self.report(token, _("This amount cannot be read: %(why)s."), why=error)
            return None

    def _number(self, asked: Field, token: Token, number: Decimal, words: str) -> Amount | None:
        facts = {"field": asked.label, "number": f"{number:,}", "unit": asked.unit, "word": words}
        if asked.unit and not words:
            self.report(token, _("The unit is missing."), _("Write %(number)s %(unit)s."), **facts)
            return None
        if words and not asked.unit:
            self.report(
                token,
                _("“%(field)s” has no unit, so “%(word)s” does not fit."),
                _("Write %(number)s alone."),
                **facts,
            )
            return None
        converted = unit(words).convert(number, unit(asked.unit)) if words else number
        if converted is None:
            self.report(
                token,
                _("“%(word)s” cannot be turned into %(unit)s."),
                _("“%(field)s” is counted in %(unit)s."),
                **facts,
            )
        return converted

    def _duration(self, asked: Field, token: Token) -> Duration | None:
        length = self._length(token)
        if length is not None and length.working != asked.unit.startswith("working"):
            self.report(
                token,
                _("Working time and calendar time do not compare."),
                _("“%(field)s” is counted in %(unit)s."),
                field=asked.label,
                unit=asked.unit or "days",
            )
            return None
        return length

    def _length(self, token: Token) -> Duration | None:
        number, words = token.value if token.type == "AMOUNT" else (None, "")
        parts = words.casefold().split()
        try:
            if number is None or number != int(number) or not parts:
                raise ValueError
            return Duration(int(number), Unit(parts[-1].removesuffix("s")), parts[0] == "working")
        except DurationError as error:
            self.report(token, _("This length cannot be used: %(why)s."), why=error)
        except ValueError:
            self.report(
                token,
                _("“%(word)s” is no length of time."),
                _("Write it like 30 working minutes, 3 working days, 14 days or 2 months."),
                word=_written(token),
            )
        return None


def _family(asked: Field) -> str:
    if asked.kind is Kind.DURATION:
        return "working" if asked.unit.startswith("working") else "calendar"
    return unit(asked.unit).family if asked.kind is Kind.NUMBER and asked.unit else ""


def _written(token: Token) -> str:
    if token.type == "AMOUNT":
        return " ".join(map(str, token.value)).strip()
    return token.value.label if isinstance(token.value, Field) else str(token.value)


def _iso_day(token: Token) -> date:
    day = date.fromisoformat(str(token.value)) if token.type == "DAY" else date.min
    if not EARLIEST <= day.year <= LATEST:
        raise ValueError(token)
    return day


def _(message: str) -> str:
    """Marks a message for translation; it is translated when it is shown."""
    return message


KIND_WORDS = {
    Kind.TEXT: _("a text"),
    Kind.NUMBER: _("a number"),
    Kind.MONEY: _("an amount of money"),
    Kind.DAY: _("a day"),
    Kind.MOMENT: _("a time"),
    Kind.DURATION: _("a length of time"),
    Kind.YES_NO: _("a yes or no"),
    Kind.CHOICE: _("a choice"),
    Kind.SET: _("a set of choices"),
    Kind.PERSON: _("a person"),
    Kind.COMPANY: _("a company"),
    Kind.USER: _("a user"),
    Kind.FILE: _("a file"),
    Kind.CONDITION: _("a condition"),
}
_LIKE = {
    Kind.NUMBER: _("a number"),
    Kind.MONEY: _("money such as 250,000 GBP"),
    Kind.DURATION: _("a length of time such as 14 days"),
}

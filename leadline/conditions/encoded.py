"""Tests on values that stand encoded in a table of answers, a row each, as `encoding` writes."""

from math import ceil, floor
from typing import Any

from django.db.models import Q

from leadline.conditions.catalogue import Field, Kind, normalised
from leadline.conditions.columns import edges_of
from leadline.conditions.context import Context
from leadline.conditions.encoding import (
    CUT,
    STEP,
    WIDTH,
    is_exact,
    moment,
    money,
    number,
    text,
)
from leadline.conditions.problems import ConditionError, Problem
from leadline.conditions.timing import named_day
from leadline.conditions.tree import (
    Among,
    Amount,
    Between,
    Compared,
    Comparison,
    Contains,
    Dated,
    Includes,
    InPeriod,
    Known,
    Lapsed,
    Test,
    YesNo,
    compared_with,
)
from leadline.conditions.units import minutes_of
from leadline.conditions.windows import Window, day_window, lapse_window, period_window
from leadline.core.durations import Duration
from leadline.core.money import Money

NONE = Q(pk__in=[])
_LOOKUPS = {
    Comparison.ABOVE: "gt",
    Comparison.BELOW: "lt",
    Comparison.AT_LEAST: "gte",
    Comparison.AT_MOST: "lte",
}
_DOWN = (Comparison.ABOVE, Comparison.AT_MOST)


def encoded_q(test: Test, context: Context) -> Q | None:
    """The rows `value` for which the test holds, `not` left aside; see `comparable_q`.

    None where the test compares with another field, which one row does not know. ConditionError
    for a piece of text that is longer than what the pieces of a text are sure to hold.
    """
    if compared_with(test):
        return None
    match test:
        case Known():
            return Q()
        case YesNo():
            return Q(value="yes" if test.held else "no")
        case Includes():
            return Q(value__in=[text(one) for one in test.values])
        case Contains():
            return Q(value__contains=_piece(test)) & ~Q(value__contains=CUT)
        case Among():
            return _any(_equal_q(one, context) for one in test.values)
        case Compared():
            assert not isinstance(test.than, Field)
            return _compared_q(test.how, test.than, context)
        case Between():
            assert not isinstance(test.low, Field)
            assert not isinstance(test.high, Field)
            return _between_q(test.low, test.high, context)
        case Dated() | Lapsed() | InPeriod():
            return _window_q(_window(test, context))
    return None


def piece_q(test: Contains) -> Q:
    """The pieces of long texts that hold the words."""
    return Q(value__contains=_piece(test))


def comparable_q(test: Test, context: Context) -> Q:
    """The rows that can be compared at all: money of a currency without a rate cannot."""
    if test.field.kind is not Kind.MONEY or not isinstance(test, Among):
        return Q()
    found = Q()
    for value in test.values:
        assert isinstance(value, Money)
        found &= _any(_in_currency(one) for one in sorted(edges_of(value, context)))
    return found


def _piece(test: Contains) -> str:
    piece = normalised(test.text)
    if len(piece) > STEP:
        raise ConditionError([Problem(0, _TOO_LONG, _SHORTER, {"most": str(STEP)})])
    return piece


def _equal_q(value: Any, context: Context) -> Q:
    if isinstance(value, str):
        return Q(value=text(value))
    if isinstance(value, Money):
        edges = edges_of(value, context).items()
        whole = [money((edge.numerator, unit)) for unit, edge in edges if edge.denominator == 1]
        return Q(value__in=whole)
    plain = _plain(value)
    return Q(value=number(plain)) if is_exact(plain) else NONE


def _compared_q(how: Comparison, than: Amount, context: Context) -> Q:
    rounded = floor if how in _DOWN else ceil
    if not isinstance(than, Money):
        return Q(**{f"value__{_LOOKUPS[how]}": number(_plain(than), rounded)})
    edges = edges_of(than, context).items()
    return _any(
        _in_currency(unit) & Q(**{f"value__{_LOOKUPS[how]}": money((rounded(edge), unit))})
        for unit, edge in edges
    )


def _in_currency(unit: str) -> Q:
    return Q(value__gte=f"{unit}{'0' * WIDTH}", value__lte=f"{unit}{'9' * WIDTH}")


def _between_q(low: Amount, high: Amount, context: Context) -> Q:
    return _compared_q(Comparison.AT_LEAST, low, context) & _compared_q(
        Comparison.AT_MOST, high, context
    )


def _window(test: Dated | Lapsed | InPeriod, context: Context) -> Window:
    kind = test.field.kind
    if isinstance(test, Lapsed):
        return lapse_window(test.how, test.length, kind, context)
    if isinstance(test, InPeriod):
        return period_window(test.period, kind, context)
    assert not isinstance(test.than, Field)
    return day_window(test.how, named_day(test.than, context), kind, context)


def _window_q(window: Window) -> Q:
    return Q(**{f"value__{comparison}": moment(edge) for comparison, edge in window.items()})


def _any(found: Any) -> Q:
    joined = NONE
    for one in found:
        joined |= one
    return joined


def _plain(value: Any) -> Any:
    return minutes_of(value) if isinstance(value, Duration) else value


def _(message: str) -> str:
    """Marks a message for translation; it is translated when it is shown."""
    return message


_TOO_LONG = _("A list finds texts by at most %(most)s characters.")
_SHORTER = _("Leave a shorter piece of it.")

"""Compares number, money and duration columns with literals, exactly and in any currency."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

from django.db.models import DecimalField, Q, Value

from leadline.conditions.context import Context
from leadline.conditions.tree import Among, Amount, Comparison
from leadline.conditions.units import minutes_of
from leadline.conditions.values import worth
from leadline.core.durations import Duration
from leadline.core.money import Money

_NEVER = Q(pk__in=[])
_LOOKUPS = {
    Comparison.ABOVE: "gt",
    Comparison.BELOW: "lt",
    Comparison.AT_LEAST: "gte",
    Comparison.AT_MOST: "lte",
}


def amount_q(column: str, how: Comparison, than: Amount, context: Context) -> Q:
    """Rows whose amount compares so with a literal; another currency goes through the rates."""
    if not isinstance(than, Money):
        return Q(**{f"{column}__{_LOOKUPS[how]}": _parameter(than)})
    joined = _NEVER
    for currency, edge in edges_of(than, context).items():
        # Columns hold whole numbers: the edge moves to the nearest one on the right side.
        whole = floor(edge) if how in (Comparison.ABOVE, Comparison.AT_MOST) else ceil(edge)
        joined |= _in_currency(column, currency) & Q(**{f"{column}__{_LOOKUPS[how]}": whole})
    return joined


def among_amounts_q(test: Among, context: Context, column: str) -> Q:
    """`is` and `one of` for amounts, and their negations."""
    joined = Q() if test.negated else _NEVER
    for value in test.values:
        assert not isinstance(value, str)
        if test.negated:
            joined &= _unequal_q(column, value, context)
        else:
            joined |= _equal_q(column, value, context)
    return joined


def _equal_q(column: str, value: Amount, context: Context) -> Q:
    if not isinstance(value, Money):
        return Q(**{column: _parameter(value)})
    joined = _NEVER
    for currency, edge in edges_of(value, context).items():
        if edge.denominator == 1:
            joined |= _in_currency(column, currency) & Q(**{column: edge.numerator})
    return joined


def _unequal_q(column: str, value: Amount, context: Context) -> Q:
    if not isinstance(value, Money):
        return ~Q(**{column: _parameter(value)})
    known = Q(**{f"{column}_currency__in": sorted(edges_of(value, context))})
    return known & ~_equal_q(column, value, context)


def edges_of(money: Money, context: Context) -> dict[str, Fraction]:
    """The same worth in smallest units of every currency that can be compared with it."""
    edges = {money.currency: Fraction(money.amount)}
    mine = worth((money.amount, money.currency), context)
    for currency in context.rates:
        unit = worth((1, currency), context)
        if mine is not None and unit is not None and currency != money.currency:
            edges[currency] = mine / unit
    return edges


def _in_currency(column: str, currency: str) -> Q:
    return Q(**{f"{column}_currency": currency})


def _parameter(value: Decimal | Duration) -> Any:
    if isinstance(value, Duration):
        return minutes_of(value)
    if value == value.to_integral_value():
        return int(value)
    # An expression: Django would round a plain fraction to fit a column of whole numbers.
    return Value(value, output_field=DecimalField())

"""Literals become the parameters that a column can be compared with exactly."""

from decimal import Decimal

from django.db.models import DecimalField, Q, Value

from leadline.conditions.columns import among_amounts_q, amount_q
from leadline.conditions.tests import cast
from leadline.conditions.tree import Among, Comparison
from leadline.core.durations import Duration, Unit
from leadline.core.money import Money

NEVER = Q(pk__in=[])


def test_whole_numbers_fractions_and_lengths() -> None:
    above = Comparison.ABOVE
    assert amount_q("n", above, Decimal("3.0"), cast.NOON) == Q(n__gt=3)
    half = Value(Decimal("1.5"), output_field=DecimalField())
    assert amount_q("n", above, Decimal("1.5"), cast.NOON) == Q(n__gt=half)
    assert amount_q("n", above, Duration(1, Unit.HOUR), cast.NOON) == Q(n__gt=60)


def test_money_has_an_edge_in_every_currency_with_a_rate() -> None:
    edge = amount_q("n", Comparison.ABOVE, Money(100, "GBP"), cast.NOON)
    expected = NEVER | (Q(n_currency="GBP") & Q(n__gt=100))
    expected |= Q(n_currency="EUR") & Q(n__gt=117)
    expected |= Q(n_currency="JPY") & Q(n__gt=191)  # 1.17 / 0.0061 = 191.8
    assert edge == expected


def test_without_a_rate_only_its_own_currency_compares() -> None:
    edge = amount_q("n", Comparison.AT_MOST, Money(100, "USD"), cast.NOON)
    assert edge == NEVER | (Q(n_currency="USD") & Q(n__lte=100))


def test_equality_needs_a_whole_number_of_smallest_units() -> None:
    test = Among(cast.AMOUNT, (Money(100, "GBP"),), negated=False)
    same = (Q(n_currency="GBP") & Q(n=100)) | (Q(n_currency="EUR") & Q(n=117))
    assert among_amounts_q(test, cast.NOON, "n") == NEVER | (NEVER | same)

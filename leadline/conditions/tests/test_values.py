"""A value of the wrong shape is unknown, one of the right shape comes out comparable."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from leadline.conditions.catalogue import Field
from leadline.conditions.tests import cast
from leadline.conditions.values import reading, worth
from leadline.core.durations import Duration, Unit
from leadline.core.money import Money


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [
        (cast.NAME, " Straße ", "strasse"),
        (cast.NAME, "", None),
        (cast.SCORE, True, None),
        (cast.SCORE, "3", None),
        (cast.SCORE, float("nan"), None),
        (cast.SCORE, Decimal("sNaN"), None),
        (cast.SCORE, 10**400, 10**400),
        (cast.SCORE, Decimal("1.5"), Decimal("1.5")),
        (cast.AMOUNT, Money(5, "GBP"), (5, "GBP")),
        (cast.AMOUNT, (5.0, "GBP"), None),
        (cast.AMOUNT, (5, "gbp"), None),
        (cast.DUE, date(2026, 1, 1), date(2026, 1, 1)),
        (cast.DUE, datetime(2026, 1, 1, tzinfo=UTC), None),
        (cast.DUE, date.max, None),
        (cast.ARRIVAL, datetime(2026, 1, 1), None),
        (cast.ARRIVAL, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)),
        (cast.TERM, Duration(1, Unit.HOUR), 60),
        (cast.TERM, Duration(1, Unit.HOUR, working=True), None),
        (cast.TERM, timedelta(hours=1), 60),
        (cast.TRIAL, "yes", True),
        (cast.TRIAL, "perhaps", None),
        (cast.PRODUCT, ["AC", "SG"], frozenset({"ac", "sg"})),
        (cast.PRODUCT, "AC", None),
        (cast.PRODUCT, [], None),
        (cast.OFFER, "", None),
        (cast.WAKE, "score above 3", None),
    ],
)
def test_the_value_of(field: Field, raw: object, value: object) -> None:
    assert reading(field)({field.name: raw}) == value
    assert reading(field)({}) is None


def test_worth_goes_by_the_rate_and_the_currencys_digits() -> None:
    assert worth((10_000, "GBP"), cast.NOON) == 117
    assert worth((10_000, "JPY"), cast.NOON) == 61
    assert worth((1, "EUR"), cast.NOON) == Fraction(1, 100)
    assert worth((1, "USD"), cast.NOON) is None

"""Days are read in one order for a column, and what is ambiguous is said to be."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from leadline.intake.dates import Order, orders_of, read_moment

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("texts", "orders"),
    [
        (["01-02-2018", "03/04/2018"], {Order.DAY, Order.MONTH}),
        (["01-02-2018", "20-10-2017"], {Order.DAY}),
        (["2/1/2018", "", "10/20/2017"], {Order.MONTH}),
        (["2018-02-01", "2018年3月4日"], {Order.YEAR}),
        (["2018-02-01 10:30:00"], {Order.YEAR}),
        (["20-10-2017", "10/20/2017"], set()),
        (["yesterday"], set()),
        (["31.02.2018"], set()),
    ],
)
def test_orders(texts: list[str], orders: set[Order]) -> None:
    assert orders_of(texts) == orders


@pytest.mark.parametrize(
    ("text", "order", "moment"),
    [
        ("01-02-2018", Order.DAY, datetime(2018, 1, 31, 16, tzinfo=UTC)),
        ("2/1/2018", Order.MONTH, datetime(2018, 1, 31, 16, tzinfo=UTC)),
        ("2018-02-01 10:30", Order.YEAR, datetime(2018, 2, 1, 2, 30, tzinfo=UTC)),
        ("2018-02-01T10:30:00+00:00", Order.YEAR, datetime(2018, 2, 1, 10, 30, tzinfo=UTC)),
        ("1.2.2018 9:05", Order.DAY, datetime(2018, 2, 1, 1, 5, tzinfo=UTC)),
        ("2/1/2018 12:30 AM", Order.MONTH, datetime(2018, 1, 31, 16, 30, tzinfo=UTC)),
    ],
)
def test_moments(text: str, order: Order, moment: datetime) -> None:
    assert read_moment(text, order, SHANGHAI) == moment


@pytest.mark.parametrize(
    "text", ["", "x", "32-01-2018", "01-13-2018", "1-2-18", "01-02-2018 25:00"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_moment(text, Order.DAY, SHANGHAI)

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from leadline.conditions.catalogue import Field, Kind
from leadline.core.durations import Duration, Unit
from leadline.core.errors import Invalid
from leadline.core.money import Money
from leadline.records.answers import ASKED_NOT_TOLD, kept, read_answer, value_of

CHOICE = Field("color", Kind.CHOICE, choices=("Red", "Blue"), choices_zh=("红", "蓝"))
SET = Field("colors", Kind.SET, choices=("Red", "Blue"))


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        (Field("name", Kind.TEXT), "  Li Na ", "Li Na"),
        (Field("name", Kind.TEXT), "   ", None),
        (Field("users", Kind.NUMBER), "1,250", Decimal(1250)),
        (Field("budget", Kind.MONEY), "1,250.00 GBP", Money(125000, "GBP")),
        (Field("budget", Kind.MONEY, unit="EUR"), "12.50", Money(1250, "EUR")),
        (Field("ends", Kind.DAY), "2026-03-31", date(2026, 3, 31)),
        (Field("at", Kind.MOMENT), "2026-03-31T09:00+01:00", datetime(2026, 3, 31, 8, tzinfo=UTC)),
        (Field("term", Kind.DURATION), "2 months", Duration(2, Unit.MONTH)),
        (Field("ready", Kind.YES_NO), "是", True),
        (Field("ready", Kind.YES_NO), "No", False),
        (CHOICE, "blue", "Blue"),
        (CHOICE, "红", "Red"),
        (SET, "red, Blue", ("Red", "Blue")),
    ],
)
def test_an_answer_is_read_and_kept_without_loss(field: Field, written: str, value: object) -> None:
    read = read_answer(field, written)
    assert read == value
    back = value_of(field, kept(read))
    assert back == (tuple(sorted(value)) if isinstance(value, tuple) else value)


@pytest.mark.parametrize(
    ("field", "written", "says"),
    [
        (Field("users", Kind.NUMBER), "many", "number"),
        (Field("users", Kind.NUMBER), "NaN", "number"),
        (Field("users", Kind.NUMBER), "1e400", "number"),
        (Field("budget", Kind.MONEY), "lots", "amount"),
        (Field("ends", Kind.DAY), "31/03/2026", "year-month-day"),
        (Field("at", Kind.MOMENT), "2026-03-31T09:00", "zone"),
        (Field("term", Kind.DURATION), "a while", "length of time"),
        (Field("ready", Kind.YES_NO), "perhaps", "yes or no"),
        (CHOICE, "green", "Red, Blue"),
        (Field("name", Kind.TEXT), "x" * 10_001, "longer"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_can(field: Field, written: str, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        read_answer(field, written)


def test_asked_and_not_told_is_no_value() -> None:
    assert value_of(CHOICE, dict(ASKED_NOT_TOLD)) is None


@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.MONEY, Kind.DAY, Kind.MOMENT, Kind.DURATION])
@pytest.mark.parametrize("kept_before", ["Shanghai", [], True, {"amount": 5}])
def test_an_answer_of_another_kind_is_unknown(kind: Kind, kept_before: object) -> None:
    assert value_of(Field("place", kind), kept_before) is None

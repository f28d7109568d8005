"""Every kind of field has its way of being written, and a wrong value is named."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.conditions.grammar import parse
from leadline.core.durations import Duration, Unit
from leadline.core.money import Money
from leadline.playbooks.engine.state import NOT_TOLD
from leadline.playbooks.scenarios.written import Unwritable, moment_from_text, value_of, values_of
from leadline.playbooks.tests.desk import LONDON

KINDS = {
    "open": Kind.YES_NO, "size": Kind.NUMBER, "amount": Kind.MONEY, "due": Kind.DAY,
    "shipped": Kind.MOMENT, "cycle time": Kind.DURATION, "name": Kind.TEXT,
}  # fmt: skip
CATALOGUE = Catalogue([
    *(Field(name, kind) for name, kind in KINDS.items()),
    Field("parts", Kind.SET, choices=("A", "B")),
    Field("wake when", Kind.CONDITION),
])  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("open", "Yes", True),
        ("size", "1,000 users", Decimal(1000)),
        ("size", "-2.5", Decimal("-2.5")),
        ("amount", "260,000 GBP", Money(26_000_000, "GBP")),
        ("due", "2026-03-29", date(2026, 3, 29)),
        ("shipped", "2026-07-01 10:00", datetime(2026, 7, 1, 9, tzinfo=UTC)),
        ("cycle time", "3 working days", Duration(3, Unit.DAY, True)),
        ("name", "Ann", "Ann"),
        ("parts", ("A", "B"), ("A", "B")),
        ("parts", "A", ("A",)),
        ("size", "unknown", None),
        ("size", NOT_TOLD, NOT_TOLD),
        ("no field", "text", "text"),
    ],
)
def test_a_text_is_the_value_of_its_field(name: str, text: object, value: object) -> None:
    assert value_of(name, text, CATALOGUE, LONDON) == value


@pytest.mark.parametrize(("name", "text"), [("open", "maybe"), ("size", "many"), ("due", "soon")])
def test_a_wrong_value_is_named(name: str, text: str) -> None:
    with pytest.raises(Unwritable, match=f"{name}: “{text}”"):
        value_of(name, text, CATALOGUE, LONDON)


def test_several_fields_go_by_their_normalised_names() -> None:
    assert values_of({"Size": "2"}, CATALOGUE, LONDON) == {"size": Decimal(2)}


def test_a_moment_may_name_its_own_offset() -> None:
    assert moment_from_text("2026-07-01T10:00+08:00", LONDON) == datetime(2026, 7, 1, 2, tzinfo=UTC)


def test_a_condition_that_is_kept_is_read() -> None:
    kept = value_of("wake when", "size above 3", CATALOGUE, LONDON)
    assert kept == parse("size above 3", CATALOGUE)
    with pytest.raises(Unwritable, match="wake when"):
        value_of("wake when", "size abve 3", CATALOGUE, LONDON)

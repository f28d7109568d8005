from datetime import UTC, datetime, timedelta, timezone
from enum import IntEnum, StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy

from leadline.core import bulk
from leadline.core.columns import _column, columns_of, values_of
from leadline.core.models import Event

NOON = datetime(2026, 3, 29, 12, 0, 0, 250_000, UTC)


class Color(StrEnum):
    RED = "red"


class Size(IntEnum):
    SMALL = 1


MOMENTS = [
    None,
    NOON,
    NOON.replace(microsecond=0),
    NOON.astimezone(ZoneInfo("Asia/Shanghai")),
    NOON.astimezone(timezone(timedelta(hours=-3))),
]
JSON = [None, {}, [], {"of": [1, 2.5, None, True, "王芳"]}, "text", 7, False]
VALUES: list[tuple[type[models.Field], list[Any]]] = [
    (models.BooleanField, [True, False, None]),
    (models.IntegerField, [0, 7, -3, None, True, "8", Size.SMALL, 2**31 - 1]),
    (models.CharField, ["", "Ж", None, Color.RED, 12, gettext_lazy("Name")]),
    (models.TextField, ["", "a\nb", None, Color.RED]),
    (models.DateTimeField, MOMENTS),
    (models.DateField, [None, NOON.date()]),
    (models.JSONField, JSON),
    (models.ForeignKey, [None, 4]),
]


def fields_of(kind: type[models.Field]) -> list[tuple[type[models.Model], models.Field]]:
    """Every field of this kind that a model of ours has."""
    mine = [model for model in apps.get_models() if model.__module__.startswith("leadline.")]
    found = [(model, field) for model in mine for field in model._meta.concrete_fields]
    other = models.DateTimeField if kind is models.DateField else ()  # to Django a day as well
    return [(m, f) for m, f in found if isinstance(f, kind) and not isinstance(f, other)]


@pytest.mark.parametrize(("kind", "values"), VALUES, ids=lambda one: getattr(one, "__name__", ""))
def test_every_value_goes_in_as_django_would_write_it(
    kind: type[models.Field], values: list[Any]
) -> None:
    fields = fields_of(kind)
    assert fields
    for model, field in fields:
        [column] = columns_of(model, (field.name,))
        rows = [model() for _ in values]
        for row, value in zip(rows, values, strict=True):
            setattr(row, field.attname, value)
        expected = [field.get_db_prep_save(value, connection) for value in values]
        found = column.values(rows)
        assert list(map(plain, found)) == list(map(plain, expected)), field


def plain(value: Any) -> Any:
    """Without the wrapping that tells PostgreSQL how wide a number is, or that this is JSON."""
    value = getattr(value, "obj", value)
    return (
        (int, int(value))
        if type(value).__name__ in ("Int2", "Int4", "Int8")
        else (type(value), value)
    )


def test_a_field_of_our_own_says_itself_what_goes_in(things: type[models.Model]) -> None:
    class Shouted(models.CharField):
        def get_db_prep_value(self, value: Any, *_: Any, **__: Any) -> Any:
            return value and value.upper()

    shouted = Shouted(max_length=40)
    shouted.set_attributes_from_name("name")
    assert _column(shouted).values([things(name="anna"), things(name=None)]) == ["ANNA", None]


def test_json_is_written_by_the_encoder_of_its_field() -> None:
    [column] = columns_of(Event, ("data",))
    row = Event(data={"at": NOON, "day": NOON.date()})
    expected = Event._meta.get_field("data").get_db_prep_save(row.data, connection)
    assert list(map(plain, column.values([row]))) == [plain(expected)]


def test_an_expression_is_refused(things: type[models.Model]) -> None:
    [pk] = bulk.reserve_ids(things, 1)
    row = things(pk=pk, name="plain")
    bulk.insert(things, [row])
    row.seq = F("seq") + 1
    with pytest.raises(ProgrammingError), transaction.atomic():
        bulk.update(things, [row], ["seq"])


def test_a_column_holds_its_rows_in_their_order(things: type[models.Model]) -> None:
    rows = [things(pk=nth, name=name) for nth, name in ((5, "b"), (3, Color.RED), (9, "a"))]
    assert list(values_of(rows, columns_of(things, ("id", "name")))) == [
        (5, "b"),
        (3, "red"),
        (9, "a"),
    ]


def test_a_field_that_would_take_the_time_from_the_machine_is_refused() -> None:
    class Stamped(models.Model):
        made_at = models.DateTimeField(auto_now_add=True)

        class Meta:
            app_label = "core"

    try:
        with pytest.raises(TypeError, match="the clock has it"):
            columns_of(Stamped)
    finally:
        apps.all_models["core"].pop("stamped")
        apps.clear_cache()

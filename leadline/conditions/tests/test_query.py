"""The query finds exactly the rows for which the predicate holds, on either database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection, models
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadline.conditions.catalogue import Catalogue, Field, Kind, normalised
from leadline.conditions.evaluate import holds
from leadline.conditions.grammar import ConditionError, parse
from leadline.conditions.query import as_q, column_q
from leadline.conditions.tests import cast
from leadline.core.money import Money


class Row(models.Model):
    """One column for every kind of field."""

    score = models.IntegerField(null=True)
    rounds = models.IntegerField(null=True)
    discount = models.DecimalField(null=True, max_digits=9, decimal_places=2)
    amount = models.BigIntegerField(null=True)
    amount_currency = models.CharField(max_length=3, default="")
    price = models.BigIntegerField(null=True)
    price_currency = models.CharField(max_length=3, default="")
    budget = models.BigIntegerField(null=True)
    budget_currency = models.CharField(max_length=3, default="")
    due = models.DateField(null=True)
    shipped = models.DateField(null=True)
    arrival = models.DateTimeField(null=True)
    response = models.DateTimeField(null=True)
    term = models.IntegerField(null=True)
    trial = models.BooleanField(null=True)
    renewed = models.BooleanField(null=True)
    band = models.CharField(max_length=9, default="")
    name = models.CharField(max_length=99, default="")
    owner = models.CharField(max_length=99, default="")
    offer = models.CharField(max_length=99, null=True)  # noqa: DJ001

    class Meta:
        app_label = "conditions"
        managed = False
        db_table = "conditions_test_row"


class Answer(models.Model):
    """Values of custom fields, one a row, as an index of answers keeps them."""

    field = models.CharField(max_length=99)
    value = models.CharField(max_length=99)
    row = models.ForeignKey(Row, on_delete=models.CASCADE)

    class Meta:
        app_label = "conditions"
        managed = False
        db_table = "conditions_test_answer"


def answered(test: Any, context: Any) -> Q | None:
    """The hook by which custom fields are asked."""
    if test.field is not cast.PRODUCT:
        return None
    rows = Answer.objects.filter(column_q(test, context, "value"), field=test.field.name)
    return Q(pk__in=rows.values("row"))


def _save(pk: int, values: dict[str, Any]) -> None:
    columns: dict[str, Any] = {}
    for one in cast.VALUES:
        value = values[one.name]
        if isinstance(value, Money):
            columns[one.column] = value.amount
            columns[f"{one.column}_currency"] = value.currency
        elif one.kind in (Kind.TEXT, Kind.USER):
            columns[one.column] = normalised(value or "")
        elif one.kind is Kind.CHOICE:
            columns[one.column] = value or ""
        elif one is not cast.PRODUCT:
            columns[one.column] = value
    row = Row.objects.create(pk=pk, **columns)
    for value in values["product"] or ():
        Answer.objects.create(field="product", value=value, row=row)


@pytest.fixture(scope="module")
def table(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[int, dict[str, Any]]]:
    """200 rows near every border, a fifth of each column unknown."""
    pool = Random(7)
    domain = {one.name: _drawn(values) for one, values in cast.VALUES.items()}
    stored = {
        pk: {name: pool.choice([None, *pool.choices(drawn, k=4)]) for name, drawn in domain.items()}
        for pk in range(1, 201)
    }
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Row)
            editor.create_model(Answer)
        for pk, values in stored.items():
            _save(pk, values)
        yield stored
        with connection.schema_editor() as editor:
            editor.delete_model(Answer)
            editor.delete_model(Row)


def _drawn(values: st.SearchStrategy) -> list[Any]:
    found: list[Any] = []

    @settings(max_examples=60, database=None, derandomize=True)
    @given(values)
    def draw(value: Any) -> None:
        found.append(value)

    draw()
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(condition=cast.conditions, hours=st.integers(-2000, 2000))
def test_row_and_query_readings_agree(table: Any, condition: Any, hours: int) -> None:
    context = replace(cast.NOON, now=cast.NOON.now + timedelta(hours=hours))
    predicate = holds(condition)
    expected = {pk for pk, values in table.items() if predicate(values, context)}
    found = set(Row.objects.filter(as_q(condition, context, answered)).values_list("pk", flat=True))
    assert found == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("wake up when holds", "“wake up when” cannot be asked of a list."),
        ("product includes AC", "“product” cannot be asked of a list."),
    ],
)
def test_what_no_query_can_reach_says_so(text: str, why: str) -> None:
    with pytest.raises(ConditionError) as error:
        as_q(cast.read(text), cast.NOON)
    assert error.value.problems[0].message == why


def test_two_amounts_of_unsaid_currency_are_refused() -> None:
    fields = [Field(name, Kind.MONEY, column=name) for name in ("price", "cost")]
    with pytest.raises(ConditionError, match="two currencies"):
        as_q(parse("price above cost", Catalogue(fields)), cast.NOON)


def test_a_field_brings_its_own_query() -> None:
    mine = Field("open issues", Kind.NUMBER, query=lambda test, context: Q(pk=4))
    assert as_q(parse("open issues above 3", Catalogue([mine])), cast.NOON) == Q(pk=4)

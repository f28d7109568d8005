"""A table of encoded answers is asked as the answers themselves are, on either database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection, models
from django.db.models import Q
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from leadline.conditions.encoded import comparable_q, encoded_q, piece_q
from leadline.conditions.encoding import encoded, pieces
from leadline.conditions.evaluate import holds
from leadline.conditions.problems import ConditionError
from leadline.conditions.query import as_q
from leadline.conditions.tests import cast
from leadline.conditions.tree import Among, Contains, asked, compared_with, leaves


class Thing(models.Model):
    """What the answers are of."""

    class Meta:
        app_label = "conditions"
        managed = False
        db_table = "conditions_test_thing"


class Entry(models.Model):
    """One encoded answer; pieces of long texts stand under the field's name with a star."""

    field = models.CharField(max_length=99)
    value = models.CharField(max_length=450)
    thing = models.ForeignKey(Thing, on_delete=models.CASCADE)

    class Meta:
        app_label = "conditions"
        managed = False
        db_table = "conditions_test_entry"


def hook(test: Any, context: Any) -> Q | None:
    name, one = test.field.name, encoded_q(test, context)
    if one is None:
        return None
    found = _things(name, one)
    if isinstance(test, Contains):
        found |= _things(f"{name}*", piece_q(test))
    if isinstance(test, Among | Contains) and test.negated:
        return _things(name, comparable_q(test, context)) & ~found
    return found


def _things(name: str, rows: Q) -> Q:
    return Q(pk__in=Entry.objects.filter(rows, field=name).values("thing"))


@pytest.fixture(scope="module")
def table(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[int, dict[str, Any]]]:
    """200 things near every border, a fifth of each answer unknown, every fifth name very long."""
    pool = Random(7)
    domain = {one.name: _drawn(values) for one, values in cast.VALUES.items()}
    stored = {
        pk: {name: pool.choice([None, *pool.choices(drawn, k=4)]) for name, drawn in domain.items()}
        for pk in range(1, 201)
    }
    for pk in range(5, 201, 5):
        name = stored[pk]["name"]
        stored[pk]["name"] = name and f"{'lorem ' * pk}{name}{' ipsum' * pk}"
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Thing)
            editor.create_model(Entry)
        Thing.objects.bulk_create([Thing(pk=pk) for pk in stored])
        for pk, values in stored.items():
            _save(pk, values)
        yield stored
        with connection.schema_editor() as editor:
            editor.delete_model(Entry)
            editor.delete_model(Thing)


def _drawn(values: st.SearchStrategy) -> list[Any]:
    found: list[Any] = []

    @settings(max_examples=60, database=None, derandomize=True)
    @given(values)
    def draw(value: Any) -> None:
        found.append(value)

    draw()
    return found


def _save(pk: int, values: dict[str, Any]) -> None:
    rows = []
    for one in cast.VALUES:
        raw = values[one.name]
        rows += [Entry(field=one.name, value=value, thing_id=pk) for value in encoded(one, raw)]
        rows += [Entry(field=f"{one.name}*", value=v, thing_id=pk) for v in pieces(one, raw)]
    Entry.objects.bulk_create(rows)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(condition=cast.conditions, hours=st.integers(-2000, 2000))
def test_row_and_index_readings_agree(table: Any, condition: Any, hours: int) -> None:
    assume(not any(compared_with(test) for test in leaves(condition.tree)))
    context = replace(cast.NOON, now=cast.NOON.now + timedelta(hours=hours))
    predicate = holds(condition)
    expected = {pk for pk, values in table.items() if predicate(values, context)}
    found = set(Thing.objects.filter(as_q(condition, context, hook)).values_list("pk", flat=True))
    assert found == expected


@pytest.mark.parametrize("text", ["name contains “wang”", "name not contains “wang”"])
def test_a_word_in_a_long_text_is_found(table: Any, text: str) -> None:
    condition = cast.read(text.replace("“", '"').replace("”", '"'))
    found = set(Thing.objects.filter(as_q(condition, cast.NOON, hook)).values_list("pk", flat=True))
    predicate = holds(condition)
    assert found == {pk for pk, values in table.items() if predicate(values, cast.NOON)}
    assert any(pk % 5 == 0 for pk in found)


def test_a_very_long_piece_and_another_field_are_told() -> None:
    with pytest.raises(ConditionError, match="at most 200 characters"):
        as_q(cast.read(f'name contains "{"x" * 201}"'), cast.NOON, hook)
    condition = cast.read("list price above budget")
    assert [one.name for one in asked(condition.tree)] == ["list price", "budget"]
    [test] = leaves(condition.tree)
    assert encoded_q(test, cast.NOON) is None

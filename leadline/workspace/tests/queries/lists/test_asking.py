"""Fields that are no plain columns, asked of the database."""

from datetime import UTC, datetime

from django.db.models import Q

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.context import Context
from leadline.conditions.tree import Among, Contains, Known, YesNo
from leadline.records.models import Record
from leadline.workspace.queries.lists.asking import as_written, holds

NOW = Context(now=datetime(2026, 3, 2, 10, tzinfo=UTC))
CITY = Field("city", Kind.TEXT)
OPEN = Field("is open", Kind.YES_NO, opposite="is not open")


def found(asked: Q) -> set[str]:
    return {str(one) for one in Record.objects.filter(asked)}


def test_what_is_always_known_holds_or_does_not(cast) -> None:
    query = holds(Q(pk=cast.lead.pk))
    assert found(query(YesNo(OPEN, held=True), NOW)) == {str(cast.lead)}
    assert found(query(YesNo(OPEN, held=False), NOW)) == {str(cast.other)}
    assert found(query(Known(OPEN, known=True), NOW)) == {str(cast.lead), str(cast.other)}


def test_a_text_is_found_however_it_was_written(cast) -> None:
    query = as_written("person__city")
    assert found(query(Among(CITY, ("suzhou",), negated=False), NOW)) == {str(cast.lead)}
    assert found(query(Contains(CITY, "zhou", negated=False), NOW)) == {str(cast.lead)}

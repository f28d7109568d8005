"""Fields that are no plain columns, asked of the database."""

from datetime import UTC, datetime

import pytest
from django.db.models import Q

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.context import Context
from leadline.conditions.tree import Among, Contains, Known, YesNo
from leadline.parties.models import Person
from leadline.records.models import Record
from leadline.workspace.queries.lists import asking
from leadline.workspace.queries.lists.asking import (
    as_written,
    country,
    country_of_person,
    holds,
)

NOW = Context(now=datetime(2026, 3, 2, 10, tzinfo=UTC))
CITY = Field("city", Kind.TEXT)
COUNTRY = Field("country", Kind.TEXT)
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


@pytest.mark.parametrize("few", [0, 500])
def test_a_country_is_found_by_its_people_or_along_the_list(cast, monkeypatch, few) -> None:
    monkeypatch.setattr(asking, "FEW", few)
    [jonas] = Person.objects.filter(name="Jonas Weber")
    Person.objects.filter(pk=jonas.pk).update(country="DE")

    def asked(*codes: str, negated: bool = False) -> tuple[set[str], set[str]]:
        test = Among(COUNTRY, codes, negated=negated)
        people = {one.name for one in Person.objects.filter(country(test, NOW))}
        return found(country_of_person(test, NOW)), people

    assert asked("cn") == ({str(cast.lead)}, {"Li Na"})
    assert asked("CN", "de") == ({str(cast.lead), str(cast.other)}, {"Li Na", "Jonas Weber"})
    assert asked("FR") == (set(), set())
    assert asked("cn", negated=True) == ({str(cast.other)}, {"Jonas Weber"})
    Person.objects.filter(pk=jonas.pk).update(country="")
    assert asked("cn", negated=True) == (set(), set())
    assert found(country_of_person(Known(COUNTRY, known=True), NOW)) == {str(cast.lead)}

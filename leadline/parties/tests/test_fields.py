"""Each field is declared without ambiguity and its loader is aligned with what it is asked."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.conditions.catalogue import Catalogue, Kind
from leadline.conditions.declared import declared_fields
from leadline.parties.fields import FIELDS
from leadline.parties.models import Person
from leadline.parties.tests.cast import ANNA, FANG, enter

pytestmark = pytest.mark.django_db

DECLARED = {one.field.name: declared_fields()[one.field.name] for one in FIELDS}


def values(field: str, people: Sequence[Person]) -> list[object]:
    declared = DECLARED[field]
    assert declared.load is not None
    return list(declared.values(declared.load(people)))


def test_the_phrases_can_be_told_apart() -> None:
    assert len(Catalogue(one.field for one in FIELDS).fields) == len(FIELDS)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("person name", ["anna koch", "王芳"]),
        ("job title", ["buyer", None]),
        ("company name", ["acme gmbh", "深圳市华为技术有限公司"]),
        ("company domain", ["acme.de", None]),
        ("e-mail", ["anna.koch@acme.de", None]),
        ("phone", [None, "+8613812345678"]),
        ("e-mail kind", ["corporate", None]),
        ("e-mail is corporate", [True, None]),
        ("screening found something", [False, False]),
        ("may be written to", [False, False]),
    ],
)
def test_what_is_known(field: str, expected: list[object]) -> None:
    enter(replace(ANNA, job_title="Buyer"), FANG)
    assert values(field, Person.objects.order_by("id")) == expected


def test_a_loader_asks_the_same_for_many() -> None:
    enter(ANNA, FANG)
    people = list(Person.objects.select_related("company"))
    for one in FIELDS:
        with CaptureQueriesContext(connection) as few:
            one.load(people[:1])
        with CaptureQueriesContext(connection) as many:
            one.load(people * 20)
        assert len(few) == len(many), one.field.name
        kinds = {Kind.TEXT: str, Kind.CHOICE: str, Kind.YES_NO: bool}
        kind = kinds[one.field.kind]
        assert all(v is None or isinstance(v, kind) for v in values(one.field.name, people))

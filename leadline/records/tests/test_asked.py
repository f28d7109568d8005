"""A list finds records by their answers."""

from decimal import Decimal

import pytest

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.conditions.context import Context
from leadline.conditions.grammar import parse
from leadline.conditions.query import as_q
from leadline.core.actor import AUTOMATION
from leadline.records.actions import give_answers, prepare_fields
from leadline.records.asked import asked_of_index
from leadline.records.models import Record
from leadline.records.tests.conftest import NOON

USERS, NOTE = Field("users", Kind.NUMBER), Field("note", Kind.TEXT)
CATALOGUE = Catalogue([USERS, NOTE])


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("users above 9", True),
        ("users between 11 and 20", False),
        ("users is not 5", True),
        ('note contains "the end"', True),
        ('note not contains "the end"', False),
        ('note is "something"', False),
        ("note unknown", False),
        ("not (users above 9)", False),
    ],
)
def test_a_record_is_found_by_its_answers(record: Record, text: str, is_found: bool) -> None:
    prepare_fields(AUTOMATION, None, fields=[USERS, NOTE])
    give_answers(
        AUTOMATION, record, answers={"users": Decimal(10), "note": "so " * 900 + "the end"}
    )
    q = as_q(parse(text, CATALOGUE), Context(NOON), lambda test, ctx: asked_of_index(test, ctx))
    assert Record.objects.filter(q).exists() is is_found

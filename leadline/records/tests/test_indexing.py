"""Rows of the index stand as soon as the answers do, whoever wrote them."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from leadline.conditions.catalogue import Field, Kind
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.money import Money
from leadline.parties.actions.learning import change_company_answers
from leadline.parties.models import Company
from leadline.records.actions import give_answers, prepare_fields
from leadline.records.answers import kept
from leadline.records.indexing import field_of, pieces_of
from leadline.records.models import AnswerIndex, AskedField, Record
from leadline.records.opening import open_record
from leadline.records.tests.conftest import MADE, NOON

USERS, NOTE = Field("users", Kind.NUMBER), Field("note", Kind.TEXT)
COLORS = Field("colors", Kind.SET, choices=("Red", "Blue"))
BUDGET = Field("budget", Kind.MONEY)
INDUSTRY = Field("industry", Kind.TEXT, about="company")


def rows(field: str) -> list[tuple[int, str]]:
    found = AnswerIndex.objects.filter(field=field).order_by("record", "value")
    return list(found.values_list("record_id", "value"))


@pytest.fixture
def asked(db: None) -> None:
    prepare_fields(AUTOMATION, None, fields=[USERS, NOTE, COLORS, BUDGET, INDUSTRY])


def test_an_answer_is_found_as_soon_as_it_is_given(asked: None, record: Record) -> None:
    give_answers(AUTOMATION, record, answers={"users": Decimal(7), "colors": ("Red", "Blue")})
    [(pk, seven)] = rows("users")
    assert pk == record.pk
    assert rows("colors") == [(record.pk, "blue"), (record.pk, "red")]
    give_answers(AUTOMATION, record, answers={"users": Decimal(-7), "colors": ("Red",)})
    [(_pk, minus)] = rows("users")
    assert minus < seven
    assert rows("colors") == [(record.pk, "red")]
    give_answers(AUTOMATION, record, answers={"users": None})
    assert rows("users") == []


def test_only_what_lists_ask_about_is_kept(asked: None, record: Record) -> None:
    give_answers(AUTOMATION, record, answers={"somebody else's": "5"})
    assert not AnswerIndex.objects.exists()


def test_a_record_is_found_by_what_it_was_opened_with(asked: None) -> None:
    answers = {"budget": kept(Money(-5, "GBP"))}
    with Batch(AUTOMATION, NOON) as batch:
        made = open_record(batch, "lead", "Li Na", MADE, answers=answers)
    [(pk, budget)] = rows("budget")
    assert pk == made.pk
    assert budget.startswith("GBP")


def test_a_long_text_has_pieces(asked: None, record: Record) -> None:
    give_answers(AUTOMATION, record, answers={"note": " ".join(map(str, range(400)))})
    assert len(rows("note")) == 1
    assert len(rows(pieces_of("note"))) > 3
    give_answers(AUTOMATION, record, answers={"note": "short"})
    assert rows("note") == [(record.pk, "short")]
    assert rows(pieces_of("note")) == []


def test_what_a_company_answers_is_found_at_its_records(asked: None, record: Record) -> None:
    company = Company.objects.create(name="Nordwire")
    with Batch(AUTOMATION, NOON) as batch:
        [mine] = batch.lock([record])
        batch.change(mine, company=company)
    change_company_answers(AUTOMATION, company, answers={"industry": "Steel"})
    assert rows("industry") == [(record.pk, "steel")]
    with Batch(AUTOMATION, NOON) as batch:
        [mine] = batch.lock([record])
        batch.change(mine, company=None)
    assert rows("industry") == []


@pytest.mark.parametrize("number", [1, 40])
def test_many_records_cost_no_more_queries(
    asked: None, django_assert_max_num_queries: object, number: int
) -> None:
    with Batch(AUTOMATION, NOON) as batch:
        made = [open_record(batch, "lead", f"Lead {n}", MADE) for n in range(number)]
    with django_assert_max_num_queries(21), Batch(AUTOMATION, NOON) as batch:
        for record in batch.lock(made):
            give_answers.within(batch, record, answers={"users": Decimal(3), "note": "x"})
    assert len(rows("users")) == number


def test_nothing_is_asked_where_no_answers_were_written(
    asked: None, record: Record, django_assert_num_queries: object
) -> None:
    with Batch(AUTOMATION, NOON) as batch:
        [mine] = batch.lock([record])
        batch.change(mine, title="Li Na, Hengtong")
        with django_assert_num_queries(4):  # the row itself, and the words by which it is found
            batch.write()


def test_a_field_is_read_as_lists_know_it() -> None:
    asked = AskedField(name="colors", kind="several choices", asked_at=datetime.now(UTC))
    assert field_of(asked).kind is Kind.SET
    assert field_of(AskedField(name="users", kind="number", unit="people")).unit == "people"

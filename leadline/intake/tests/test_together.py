"""Rows of one person, or of one number, belong together, and nothing is written to find that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.intake.rows import Row
from leadline.intake.together import together
from leadline.leads.incoming import Incoming
from leadline.parties.actions.entering import enter_people
from leadline.parties.candidates import Candidate, read
from leadline.parties.models import Person


def row(email: str = "", number: str = "", name: str = "") -> Row:
    emails = (email,) if email else ()
    return Row(Incoming(Candidate(name=name, emails=emails), source="CRM", number=number))


def grouped(rows: list[Row]) -> list[list[int]]:
    return together(rows, [read(row.incoming.candidate) for row in rows])


@pytest.mark.django_db
def test_twins_and_equal_numbers_are_one_group() -> None:
    rows = [
        row("li.na@x.example", name="Li Na"),
        row("tom@y.example", number="7"),
        row("LI.NA@x.example", name="Li Na"),
        row(number="8"),
        row("eva@z.example", number="7"),
        row(number="8"),
    ]
    assert grouped(rows) == [[0, 2], [1, 4], [3, 5]]
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_two_rows_of_somebody_who_is_known_are_one_group() -> None:
    known = Candidate(name="Li Na", emails=("li.na@x.example", "na@home.example"))
    enter_people(AUTOMATION, None, profiles=[read(known)])
    rows = [row("li.na@x.example", name="Li Na"), row("na@home.example", name="Li Na")]
    assert grouped([rows[0], row("tom@y.example"), rows[1]]) == [[0, 2], [1]]


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow() -> None:
    def asked(many: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            grouped([row(f"p{n}@firm{n}.example", name=f"Person {n}") for n in range(many)])
        return len(seen)

    assert asked(3) == asked(60) < 20

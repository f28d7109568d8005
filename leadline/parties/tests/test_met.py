"""An entry tells whom of those we know it meets, as those who come in would be met."""

from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.parties import met
from leadline.parties.actions.watching import add_screening_entry
from leadline.parties.candidates import Candidate
from leadline.parties.met import met_by
from leadline.parties.models import ListName, ScreeningEntry, Subject
from leadline.parties.tests.cast import ANNA, BEN, FANG, MEI, enter

pytestmark = pytest.mark.django_db
VAN = Candidate(name="Jan van der Berg", emails=("jan@mail.acme.de",))


def add(kind: Subject, text: str, company: str = "") -> ScreeningEntry:
    return add_screening_entry(
        MEI, None, list_name=ListName.BAN, kind=kind, text=text, reason="Unpaid", company=company
    )


@pytest.mark.parametrize(
    ("kind", "text", "people", "companies"),
    [
        (Subject.EMAIL, "Anna.Koch@ACME.de", ["Anna Koch"], 0),
        (Subject.DOMAIN, "acme.de", ["Anna Koch", "Ben Ito", "Jan van der Berg"], 1),
        (Subject.DOMAIN, "mail.acme.de", ["Jan van der Berg"], 0),
        (Subject.PERSON, "Koch, Anna", ["Anna Koch"], 0),
        (Subject.PERSON, "Jan van der Berg", ["Jan van der Berg"], 0),
        (Subject.PERSON, "王芳", ["王芳"], 0),
        (Subject.PERSON, "王方", [], 0),
        (Subject.COMPANY, "Acme", ["Anna Koch", "Ben Ito", "Jan van der Berg"], 1),
        (Subject.COMPANY, "华为", ["王芳"], 1),
        (Subject.COMPANY, "Acmes Rockets", [], 0),
    ],
)
def test_s0_03_an_entry_says_whom_it_meets(
    kind: Subject, text: str, people: list[str], companies: int
) -> None:
    enter(ANNA, BEN, FANG, VAN)
    found = met_by(add(kind, text))
    assert [one.name for one in found.people] == people
    assert len(found.companies) == companies
    assert not found.is_cut


def test_s0_03_a_namesake_elsewhere_is_left_alone() -> None:
    enter(ANNA)
    assert met_by(add(Subject.PERSON, "Anna Koch", "Acme")).people
    assert not met_by(add(Subject.PERSON, "Anna Koch", "Bolt")).people


def test_a_wide_entry_says_that_there_are_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(met, "MOST", 1)
    enter(ANNA, BEN)
    found = met_by(add(Subject.DOMAIN, "acme.de"))
    assert found.is_cut
    assert len(found.people) == 1


def test_many_are_met_in_as_many_queries_as_few() -> None:
    enter(ANNA, BEN)
    entry = add(Subject.DOMAIN, "acme.de")
    with CaptureQueriesContext(connection) as few:
        met_by(entry)
    names = product(("Ada", "Bo", "Cem", "Dirk", "Else"), ("Adler", "Brandt", "Conrad", "Dietz"))
    enter(*(Candidate(name=f"{a} {b}", emails=(f"{a}.{b}@acme.de",)) for a, b in names))
    with CaptureQueriesContext(connection) as many:
        assert len(met_by(entry).people) == 22
    assert len(few) == len(many) <= 7

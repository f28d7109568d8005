"""What was learned of a company is told once, with what stood there before, and follows a merge."""

import pytest

from leadline.core.models import Event
from leadline.parties.actions.learning import change_company_answers
from leadline.parties.actions.merging import merge_companies, split_companies
from leadline.parties.models import Company
from leadline.parties.tests.cast import MEI

pytestmark = pytest.mark.django_db


@pytest.fixture
def acme() -> Company:
    return Company.objects.create(name="Acme", name_key="acme", core="acme")


def test_an_answer_is_kept_and_told_once(acme: Company) -> None:
    change_company_answers(MEI, acme, answers={"website": "acme.example"}, evidence="call 1")
    change_company_answers(MEI, acme, answers={"website": "acme.example"})
    change_company_answers(MEI, acme, answers={"website": "acme.test", "employees": 5})
    acme.refresh_from_db()
    assert acme.answers == {"website": "acme.test", "employees": 5}
    first, second = Event.objects.filter(name="company answers changed").order_by("seq")
    assert first.data["evidence"] == "call 1"
    assert second.data["before"] == {"website": "acme.example", "employees": None}


def test_an_erasure_takes_what_was_said(acme: Company) -> None:
    change_company_answers(MEI, acme, answers={"website": "acme.example"})
    assert Event.objects.filter(name="company answers changed").erase() == 1
    assert "acme.example" not in str(Event.objects.get(name="company answers changed").data)


def test_a_company_of_which_nothing_is_known_takes_over_in_a_merge(acme: Company) -> None:
    other = Company.objects.create(name="Acme Ltd", name_key="acme ltd", core="acme")
    change_company_answers(MEI, other, answers={"website": "acme.example"})
    [merge] = merge_companies(MEI, acme, losers=[other])
    acme.refresh_from_db()
    assert acme.answers == {"website": "acme.example"}
    split_companies(MEI, acme, merge=merge)
    acme.refresh_from_db()
    other.refresh_from_db()
    assert (acme.answers, other.answers) == ({}, {"website": "acme.example"})

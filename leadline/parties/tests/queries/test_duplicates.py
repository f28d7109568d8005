"""Who is probably in twice, whoever they live on as, in a constant number of queries."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.parties.actions.merging import (
    merge_companies,
    merge_people,
    settle_company_duplicate,
)
from leadline.parties.candidates import Candidate
from leadline.parties.models import Company, Person, PossibleDuplicate
from leadline.parties.queries.duplicates import duplicates
from leadline.parties.tests.cast import ANNA, MEI, enter

pytestmark = pytest.mark.django_db


def _ask(number: int = 1) -> None:
    """People who came in by a mailbox that belongs to somebody of another name."""
    for n in range(number):
        mailbox = (f"desk{n}@firm{n}.de",)
        enter(replace(ANNA, company="", emails=mailbox))
        enter(Candidate(name=f"Pavel Novak{chr(97 + n)}", emails=mailbox))


def test_two_people_with_one_mailbox_are_asked_about() -> None:
    _ask()
    [pair] = duplicates().people
    assert (pair.longer.name, pair.newer.name) == ("Anna Koch", "Pavel Novaka")
    assert pair.why.startswith("e-mail address the same; name differs")
    assert duplicates().number == 1


def test_who_was_merged_is_shown_as_who_they_live_on_as() -> None:
    _ask()
    third = Person.objects.create(name="Pavel N.")
    newer = Person.objects.get(name="Pavel Novaka")
    merge_people(MEI, third, losers=[newer])
    [pair] = duplicates().people
    assert pair.newer == third
    merge_people(MEI, third, losers=[Person.objects.get(name="Anna Koch")])
    assert duplicates().people == []


def test_a_merge_answers_the_question() -> None:
    _ask()
    pavel, anna = Person.objects.order_by("-name")
    merge_people(MEI, anna, losers=[pavel])
    assert PossibleDuplicate.objects.get().are_same is True


def test_companies_of_one_name_are_paired_until_somebody_decides() -> None:
    enter(
        Candidate(name="A B", company="Acme", country="DE", emails=("a@acme.de",)),
        Candidate(name="C D", company="Acme", country="FR", emails=("c@acme-paris.fr",)),
        Candidate(name="E F", company="Acme", country="IT", emails=("e@acme-roma.it",)),
    )
    german, french, italian = Company.objects.order_by("pk")
    pairs = duplicates().companies
    assert [(one.longer, one.newer) for one in pairs] == [(german, french), (german, italian)]
    assert pairs[0].why == "the same name, another country"
    settle_company_duplicate(MEI, french, other=german)
    merge_companies(MEI, german, losers=[italian])
    assert duplicates().companies == []


def test_a_page_costs_the_same_for_two_pairs_and_for_twelve() -> None:
    def looked() -> int:
        with CaptureQueriesContext(connection) as context:
            duplicates()
        return len(context)

    _ask(2)
    few = looked()
    _ask(12)
    assert len(duplicates().people) == 12
    assert looked() == few

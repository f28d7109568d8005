"""What was merged in, and where everything would go at a split, as pages show it."""

import pytest

from leadline.access.models import User
from leadline.parties.actions.merging import merge_companies, merge_people, split_companies
from leadline.parties.candidates import Candidate
from leadline.parties.models import Company, EmailAddress, Person
from leadline.parties.queries.merged import (
    both_of,
    free_rows,
    merged_page,
    merges_into,
    merges_of,
    split_page,
)
from leadline.parties.tests.cast import ANNA, BEN, MEI, enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create(email="mei@rebar.example", name="Mei")


def _companies() -> tuple[Company, Company]:
    enter(
        Candidate(name="Anna Koch", company="Acme", emails=("anna@acme.de",)),
        Candidate(name="Ben Ito", company="Bolt", city="Lyon", emails=("ben@bolt.fr",)),
    )
    return Company.objects.get(core="acme"), Company.objects.get(core="bolt")


def test_the_merges_that_stand_are_told_with_their_history() -> None:
    acme, bolt = _companies()
    [merge] = merge_companies(MEI, acme, losers=[bolt])
    page = merged_page(Company.objects.get(pk=acme.pk))
    assert (page.merges, page.lives_on) == ([merge], None)
    assert "Bolt was merged into this company" in [str(one) for one in page.events]
    gone = merged_page(Company.objects.get(pk=bolt.pk))
    assert gone.lives_on == acme
    assert "Was merged into Acme" in [str(one) for one in gone.events]
    assert merges_of(None, acme.pk) == merges_into(acme) == [merge]
    split_companies(MEI, acme, merge=merge)
    assert merges_of(None, acme.pk) == merges_of(None, None) == []


def test_a_split_is_shown_before_it_is_done(user: User) -> None:
    acme, bolt = _companies()
    Company.objects.filter(pk=acme.pk).update(answers={"seats": 3})
    Company.objects.filter(pk=bolt.pk).update(answers={"seats": 5, "steel": "yes"})
    [merge] = merge_companies(MEI, acme, losers=[bolt], taking=["name"])
    uli = Person.objects.create(name="Uli Neu", company=acme)
    page = split_page(merge, user)
    assert (page.winner, page.loser) == both_of(merge)
    assert [(group.noun, group.number) for group in page.back] == [("People", 1)]
    assert ("Company", "Bolt", "Acme") in page.values
    assert ("steel", "yes", "") in page.values
    [group] = page.new
    [line] = group.lines
    assert (line.text, line.goes, line.choice) == ("Uli Neu", False, f"parties.person-{uli.pk}")
    assert list(free_rows(merge)) == [line.choice]


def test_what_somebody_changed_since_is_named(user: User) -> None:
    anna, ben = (one.person for one in enter(ANNA, BEN))
    [merge] = merge_people(MEI, anna, losers=[ben])
    third = Person.objects.create(name="Third")
    EmailAddress.objects.filter(text="ben@acme.de").update(person=third)
    assert split_page(merge, user).left == [("E-mail addresses", "ben@acme.de")]

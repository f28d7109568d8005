"""Two side by side, with what is alike, what would move and what must be chosen."""

import pytest
from django.utils import translation

from leadline.parties.actions.merging import merge_people
from leadline.parties.candidates import Candidate
from leadline.parties.match import WEIGHTS, Evidence
from leadline.parties.models import Company, Person
from leadline.parties.queries.comparing import (
    FIELDS,
    LEVELS,
    REASONS,
    comparison_of,
    found_by_name,
    label_of,
    likely_companies,
    likely_people,
    told,
    told_reason,
    why_companies,
    why_people,
)
from leadline.parties.tests.cast import ANNA, BEN, MEI, enter


def test_what_must_be_chosen_and_what_fills_a_blank(db: None) -> None:
    anna, ben = (one.person for one in enter(ANNA, BEN))
    page = comparison_of(anna, ben)
    facts = {one.name: one for one in page.facts}
    assert facts["name"].is_choice
    assert not facts["company"].is_choice  # both are at Acme
    assert facts["country"].ours == "DE"
    assert "city" not in facts  # nobody knows it
    emails = next(one for one in page.kept if one.label == "E-mail addresses")
    assert (emails.ours, emails.theirs) == (("anna.koch@acme.de",), ("ben@acme.de",))
    assert ("E-mail addresses", 1) in page.moves


def test_why_is_said_in_the_readers_language() -> None:
    evidence = [Evidence("city", "differs", -1.5), Evidence("name", "same", 7.5)]
    assert told(evidence) == "name the same; city differs"
    with translation.override("zh-hans"):
        assert told(evidence) == "姓名相同; 城市不同"
        assert told_reason("same domain, other name") == "域名相同，名称不同"


def test_every_word_of_the_comparison_has_a_sentence() -> None:
    assert WEIGHTS.keys() == FIELDS.keys()
    assert {how for levels in WEIGHTS.values() for how in levels} == LEVELS.keys()
    assert told_reason("nothing in common") == ""
    assert all(REASONS.values())


@pytest.mark.django_db
def test_who_is_likely_the_same_is_alive_and_another() -> None:
    anna, ben = (one.person for one in enter(ANNA, BEN))
    twin = Person.objects.create(
        **{name: getattr(anna, name) for name in ("name", "name_key", "latin", "key_company")},
        company=anna.company,
    )
    [found] = likely_people(anna)
    assert (found.party, found.why.split("; ")[0]) == (twin, "name the same")
    assert why_people(anna, twin) == found.why
    merge_people(MEI, anna, losers=[twin])
    assert likely_people(anna) == []
    assert likely_people(ben) == []


@pytest.mark.django_db
def test_companies_of_one_name_elsewhere_are_likely() -> None:
    enter(
        Candidate(name="A B", company="Acme", country="DE", emails=("a@acme.de",)),
        Candidate(name="C D", company="Acme", country="FR", emails=("c@acme-paris.fr",)),
    )
    one, other = Company.objects.order_by("pk")
    [found] = likely_companies(one)
    assert (found.party, found.why) == (other, "the same name, another country")
    assert why_companies(one, other) == found.why


@pytest.mark.django_db
def test_others_are_found_by_part_of_the_name() -> None:
    anna, ben = (one.person for one in enter(ANNA, BEN))
    assert [one.party for one in found_by_name(anna, " ITO ")] == [ben]
    assert found_by_name(anna, "koch") == []
    assert found_by_name(anna, "  ") == []
    assert found_by_name(anna, "%") == []


def test_labels_are_those_of_the_screen() -> None:
    assert label_of(Person(), "company") == "Company"
    assert label_of(Company(), "domain") == "Domain"

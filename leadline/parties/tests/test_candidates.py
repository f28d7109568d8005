"""A candidate is read whole, and what is doubtful is said without losing anything."""

import pytest

from leadline.parties.candidates import Candidate, external_hash, read


def test_the_domain_is_the_websites_else_the_addresss() -> None:
    assert read(Candidate(website="https://www.acme.com", emails=("a@x.de",))).domain == "acme.com"
    assert read(Candidate(emails=("a@gmail.com", "a@mail.acme.de"))).domain == "acme.de"
    assert read(Candidate(emails=("a@gmail.com",))).domain == ""


def test_every_problem_is_told_in_a_sentence() -> None:
    profile = read(
        Candidate(
            name="x" * 300, emails=("nonsense",), phones=("12",), country="US", city="y" * 300
        )
    )
    assert [str(one) for one in profile.problems] == [
        "The city has 300 characters; the first 100 were kept.",
        "The name has 300 characters; the first 200 were kept.",
        "The e-mail address nonsense cannot exist: nothing can be sent to it.",
        "The phone number 12 is too short for its country.",
    ]


def test_the_country_is_the_hint_for_phones() -> None:
    assert read(Candidate(phones=("138 1234 5678",), country="cn")).phones[0].number


@pytest.mark.parametrize(
    ("candidate", "blank"),
    [
        (Candidate(external=(("crm", "1"),)), True),
        (Candidate(name="Anna"), False),
        (Candidate(emails=("a@acme.de",)), False),
    ],
)
def test_who_is_only_a_number(candidate: Candidate, blank: bool) -> None:
    assert read(candidate).is_blank is blank


def test_numbers_are_compared_folded() -> None:
    assert external_hash("CRM", "a-17", "person") == external_hash("crm", "A-17", "person")
    assert external_hash("crm", "17", "person") != external_hash("crm", "17", "company")

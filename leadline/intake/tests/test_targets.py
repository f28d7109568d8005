"""Headings of real exports are understood, and nothing is guessed twice."""

import pytest

from leadline.intake.targets import guessed, target_of


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Email", "e-mail"),
        ("E-Mail Address", "e-mail"),
        ("FirstName", "given name"),
        ("last_name", "family name"),
        ("公司名称", "company"),
        ("手机", "phone"),
        ("Ansprechpartner", "name"),
        ("Datum der Anfrage", "received on"),
        ("公司网址", "website"),
        ("Faxnummer (alt)", "skip"),
        ("Lead Source", "source"),
        ("first_contact_date", "received on"),
        ("mql_id", "number"),
        ("Total Visits", "answer total visits"),
        ("Asymmetrique Index", "skip"),
    ],
)
def test_headings_are_guessed(heading: str, target: str) -> None:
    assert guessed([heading], ["total visits"]) == {heading: target}


def test_each_target_is_guessed_once_but_addresses_and_numbers() -> None:
    found = guessed(["Source", "Origin", "Email", "Work Email", "Phone", "Mobile"])
    assert list(found.values()) == ["source", "skip", "e-mail", "e-mail", "phone", "phone"]


def test_targets_are_named_in_a_mapping() -> None:
    named = ("E-Mail", "skip", "answer Total  visits", "answer ", "email")
    assert [target_of(text) for text in named] == [
        "e-mail", "skip", "answer total visits", None, None,
    ]  # fmt: skip

"""Entries are added, extended and removed with reason and author, and hold while in force."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event
from leadline.parties.actions.watching import (
    add_screening_entry,
    extend_screening_entry,
    remove_screening_entry,
)
from leadline.parties.candidates import Candidate, read
from leadline.parties.lists import screen, today
from leadline.parties.models import ListName, ScreeningEntry, Subject
from leadline.parties.tests.cast import MEI

pytestmark = pytest.mark.django_db

SPY = read(Candidate(name="Sly Spy", company="Rival Data Inc", emails=("spy@eu.rival.com",)))


def add(kind: Subject, text: str, **more: object) -> ScreeningEntry:
    more.setdefault("reason", "They copied our data")
    return add_screening_entry(
        MEI, None, list_name=ListName.COMPETITOR, kind=kind, text=text, **more
    )


def test_s0_03_who_why_and_until_when_are_kept() -> None:
    until = today() + timedelta(days=30)
    add(Subject.DOMAIN, "rival.com", expires_on=until)
    entry = ScreeningEntry.objects.get()
    assert (entry.author, entry.reason, entry.expires_on) == ("Mei", "They copied our data", until)
    assert "rival.com" in str(Event.objects.get(stream="screening"))


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        (Subject.EMAIL, "no address", "why"),
        (Subject.DOMAIN, "nonsense", "why"),
        (Subject.PERSON, "😀", "why"),
        (Subject.COMPANY, "N/A", "why"),
        (Subject.COMPANY, "x" * 10_000, "why"),
        (Subject.COMPANY, "Rival", "  "),
    ],
)
def test_what_cannot_be_compared_or_has_no_reason_is_refused(
    kind: Subject, text: str, reason: str
) -> None:
    with pytest.raises(Invalid):
        add(kind, text, reason=reason)
    assert not ScreeningEntry.objects.exists()


def test_s0_03_a_subsidiary_names_its_parent() -> None:
    rival = add(Subject.COMPANY, "Rival Data")
    add(Subject.DOMAIN, "rival.com", belongs_to=rival)
    sentences = [hit.sentence for hit in screen([SPY])[0]]
    assert len(sentences) == 2
    assert sentences[1].endswith("It belongs to Rival Data.")


def test_s0_03_an_entry_ends_on_its_day_and_can_be_extended() -> None:
    entry = add(Subject.DOMAIN, "rival.com", expires_on=today())
    tomorrow = today() + timedelta(days=1)
    assert screen([SPY])[0]
    assert not screen([SPY], tomorrow)[0]
    extend_screening_entry(MEI, entry, until=tomorrow, reason="Still at it")
    assert screen([SPY], tomorrow)[0]


def test_s0_03_a_removed_entry_holds_nobody_and_stays_on_record() -> None:
    entry = add(Subject.DOMAIN, "rival.com")
    with pytest.raises(Invalid):
        remove_screening_entry(MEI, entry, reason="")
    remove_screening_entry(MEI, entry, reason="They apologised")
    assert not screen([SPY])[0]
    assert "They apologised" in str(Event.objects.last())
    with pytest.raises(Refused):
        remove_screening_entry(MEI, entry, reason="again")
    with pytest.raises(Refused):
        extend_screening_entry(MEI, entry, until=None, reason="again")


def test_a_past_day_is_refused() -> None:
    with pytest.raises(Invalid):
        add(Subject.DOMAIN, "rival.com", expires_on=date(2020, 1, 1))


def test_many_are_screened_in_as_many_queries_as_one() -> None:
    for n in range(30):
        add(Subject.DOMAIN, f"rival{n}.com")
    with CaptureQueriesContext(connection) as one:
        screen([SPY])
    with CaptureQueriesContext(connection) as many:
        screen([SPY] * 500)
    assert len(one) == len(many) <= 2

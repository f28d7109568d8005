"""A private link opens its record and nothing else; a forged, closed or old one says why not."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.mail.actions.links import make_link
from leadline.mail.actions.writing import send
from leadline.mail.links import (
    Closed,
    Opened,
    letter_of_stop,
    record_of,
    stop_url,
    token_of,
    url_of,
)
from leadline.mail.models import Letter, PrivateLink
from leadline.mail.tests.conftest import NOON
from leadline.playbooks.definition import Who, WhoKind
from leadline.records.models import Record


@pytest.fixture
def link(chinese_lead: Record) -> PrivateLink:
    with standing_at(NOON):
        return make_link(AUTOMATION, chinese_lead)


def test_it_opens_its_record_for_its_person(link: PrivateLink, chinese_lead: Record) -> None:
    assert url_of(link) == f"https://leads.example/yours/{token_of(link)}/"
    opened = record_of(token_of(link), NOON)
    assert opened == Opened(chinese_lead, chinese_lead.person)


def test_an_old_link_says_so(link: PrivateLink) -> None:
    assert record_of(token_of(link), NOON + timedelta(days=60, seconds=-1))
    answer = record_of(token_of(link), NOON + timedelta(days=60))
    assert isinstance(answer, Closed)
    assert "too old" in answer.sentence


def test_a_closed_link_says_so(link: PrivateLink) -> None:
    PrivateLink.objects.update(revoked_at=NOON)
    answer = record_of(token_of(link), NOON)
    assert isinstance(answer, Closed)
    assert "was closed" in answer.sentence


def test_a_forged_token_opens_nothing(link: PrivateLink, english_lead: Record) -> None:
    other = make_link(AUTOMATION, english_lead)
    seal = token_of(link).split(".")[1]
    forged = (
        "",
        ".",
        "1",
        "x.y",
        f"{other.pk}.{seal}",
        f"{link.pk}.",
        f"{10**30}.{seal}",
        "²." + seal,
    )
    for token in forged:
        assert not record_of(token, NOON), token


def test_another_key_makes_other_tokens(link: PrivateLink, settings: Settings) -> None:
    token = token_of(link)
    settings.SECRET_KEY = "another"
    assert not record_of(token, NOON)
    assert link.nonce not in token


def test_a_stop_link_leads_to_the_letter_of_a_person(chinese_lead: Record) -> None:
    send(AUTOMATION, chinese_lead, what="welcome")
    letter = Letter.objects.get()
    token = stop_url(letter).removeprefix("https://leads.example/stop/").rstrip("/")
    assert letter_of_stop(token) == letter
    assert letter_of_stop(token + "x") is None


def test_a_stop_link_of_a_colleagues_letter_leads_nowhere(chinese_lead: Record) -> None:
    send(AUTOMATION, chinese_lead, what="welcome", to=Who(WhoKind.OWNER, text="owner"))
    token = stop_url(Letter.objects.get()).removeprefix("https://leads.example/stop/").rstrip("/")
    assert letter_of_stop(token) is None

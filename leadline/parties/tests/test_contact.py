"""Nobody is contacted without a basis, and never against their wish."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from leadline.core.batch import Batch
from leadline.parties.actions.contacting import (
    give_basis,
    refuse_contact,
    take_back_refusal,
    withdraw_basis,
)
from leadline.parties.candidates import Candidate
from leadline.parties.contact import basis_by, basis_for
from leadline.parties.lists import today
from leadline.parties.models import BasisKind, Channel, Person
from leadline.parties.tests.cast import ANNA, BEN, MEI, enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Person:
    return enter(ANNA)[0].person


def consent(person: Person, **more: object) -> None:
    give_basis(
        MEI, person, channel=Channel.EMAIL, kind=BasisKind.CONSENT, wording="Write to me", **more
    )


def may_write(person: Person) -> bool:
    return bool(basis_for([person], Channel.EMAIL)[0])


def test_without_a_basis_nobody_is_written_to(anna: Person) -> None:
    standing = basis_for([anna], Channel.EMAIL)[0]
    assert not standing
    assert str(standing) == "Nothing says that this person may be contacted by e-mail."


def test_consent_is_for_its_channel_until_its_day(anna: Person) -> None:
    consent(anna, expires_on=today())
    assert may_write(anna)
    assert not basis_for([anna], Channel.PHONE)[0]
    assert not basis_for([anna], Channel.EMAIL, today() + timedelta(days=1))[0]


def test_the_strongest_basis_is_told(anna: Person) -> None:
    consent(anna)
    give_basis(
        MEI, anna, channel=Channel.EMAIL, kind=BasisKind.LEGITIMATE_INTEREST, note="Asked for it"
    )
    assert basis_for([anna], Channel.EMAIL)[0].kind is BasisKind.CONSENT


def test_withdrawn_is_withdrawn(anna: Person) -> None:
    consent(anna)
    assert withdraw_basis(MEI, anna, channel=Channel.EMAIL) == 1
    assert not may_write(anna)


@pytest.mark.parametrize("channel", [Channel.EMAIL, None])
def test_a_wish_outranks_consent_until_it_is_taken_back(
    anna: Person, channel: Channel | None
) -> None:
    consent(anna)
    refuse_contact(MEI, anna, channel=channel, words="Stop")
    assert not may_write(anna)
    assert basis_for([anna], Channel.EMAIL)[0].refused
    assert basis_for([anna], Channel.PHONE)[0].refused is (channel is None)
    take_back_refusal(MEI, anna, channel=channel)
    assert may_write(anna)


def test_a_wish_holds_for_whoever_has_the_mailbox(anna: Person) -> None:
    refuse_contact(MEI, anna, channel=Channel.EMAIL)
    [other] = enter(Candidate(name="Pavel Novak", emails=("Anna.Koch@acme.de",)))
    assert other.is_new
    consent(other.person)
    assert not may_write(other.person)


def test_a_batch_asks_once_for_all() -> None:
    people = [one.person for one in enter(ANNA, BEN)]
    with Batch(MEI) as batch, CaptureQueriesContext(connection) as context:
        locked = batch.lock(people)
        for person in locked:
            batch.of(person, basis_by(Channel.EMAIL))
    assert len([one for one in context if '"parties_basis"' in one["sql"]]) == 1


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "Consent, since 3 Mar 2026"), ("zh-hans", "同意，自 2026年3月3日 起")],
)
def test_a_standing_says_the_day_as_the_reader_writes_it(
    anna: Person, language: str, told: str
) -> None:
    consent(anna, given_at=datetime(2026, 3, 3, 12, tzinfo=UTC))
    with override(language):
        assert str(basis_for([anna], Channel.EMAIL)[0]) == told

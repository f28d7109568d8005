"""A basis needs its words, ends when it is withdrawn, and every change is told."""

import pytest

from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event
from leadline.parties.actions.contacting import (
    give_basis,
    refuse_contact,
    take_back_refusal,
    withdraw_basis,
)
from leadline.parties.models import Basis, BasisKind, Channel, DoNotContact, Person
from leadline.parties.tests.cast import ANNA, MEI, enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Person:
    return enter(ANNA)[0].person


def test_wording_time_and_proof_are_kept(anna: Person) -> None:
    give_basis(
        MEI,
        anna,
        channel=Channel.EMAIL,
        kind=BasisKind.CONSENT,
        wording="You may write to me about trials.",
        proof="form 12, 2026-01-05",
    )
    basis = Basis.objects.get()
    assert basis.wording == "You may write to me about trials."
    assert (basis.proof, basis.withdrawn_at) == ("form 12, 2026-01-05", None)


@pytest.mark.parametrize("kind", [BasisKind.CONSENT, BasisKind.LEGITIMATE_INTEREST])
def test_a_basis_needs_its_words(anna: Person, kind: BasisKind) -> None:
    with pytest.raises(Invalid):
        give_basis(MEI, anna, channel=Channel.EMAIL, kind=kind)


def test_nothing_to_withdraw_is_said(anna: Person) -> None:
    with pytest.raises(Refused):
        withdraw_basis(MEI, anna, channel=Channel.EMAIL)
    with pytest.raises(Refused):
        take_back_refusal(MEI, anna)


def test_a_wish_is_kept_for_the_person_and_for_the_address(anna: Person) -> None:
    refuse_contact(MEI, anna, channel=Channel.EMAIL, words="Stop it")
    assert DoNotContact.objects.filter(person=anna).count() == 2
    assert str(Event.objects.last()) == "Does not want to be contacted: e-mail"

"""What may be asked of people and companies, and that it says what loaders say."""

import pytest

from leadline.core.actor import AUTOMATION
from leadline.mail.models import Letter, State
from leadline.parties.actions.contacting import give_basis, refuse_contact, withdraw_basis
from leadline.parties.contact import basis_for
from leadline.parties.models import BasisKind, Channel, Company, EmailAddress, Person
from leadline.workspace.queries.leads import selection_of
from leadline.workspace.queries.lists.party_fields import party_askable
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.tests.conftest import MONDAY


def found(cast, where, kind="person"):
    selection = selection_of(cast.mei, kind, Wanted(where=where), MONDAY)
    assert selection.filter.q is not None, selection.filter.mistakes
    return {str(one) for one in selection.rows}


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ('country is "CN"', {"Li Na"}),
        ('country is "cn"', {"Li Na"}),
        ('city is "Suzhou"', {"Li Na"}),
        ("city unknown", {"Jonas Weber"}),
        ('company name contains "hengtong"', {"Li Na"}),
        ('person name is "Jonas Weber"', {"Jonas Weber"}),
        ('e-mail is "LI.NA@hengtong.cn"', {"Li Na"}),
        ('e-mail contains "nordwire"', {"Jonas Weber"}),
        ('e-mail not contains "nordwire"', {"Li Na"}),
        ("phone known", {"Li Na"}),
        ("phone unknown", {"Jonas Weber"}),
        ("has records", {"Li Na", "Jonas Weber"}),
        ("has no records", set()),
        ("a letter failed", set()),
        ('no letter failed and country is "CN"', {"Li Na"}),
    ],
)
def test_people_are_asked(cast, where, names):
    assert found(cast, where) == names


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ('company domain is "nordwire.de"', {"Nordwire"}),
        ("has people", {"Hengtong Cable", "Nordwire"}),
        ("has no people", {"Alone"}),
        ("has no records", {"Alone"}),
        ("language unknown", {"Hengtong Cable", "Nordwire", "Alone"}),
    ],
)
def test_companies_are_asked(cast, where, names):
    Company.objects.create(name="Alone", name_key="alone")
    assert found(cast, where, "company") == names


def test_everything_that_is_declared_can_be_asked(db):
    for kind in ("person", "company"):
        askable = party_askable(kind)
        assert askable.reachable == {one.name for one in askable.catalogue.fields}


def test_who_may_be_written_to_is_who_basis_for_says(cast):
    """Each way of having a basis and losing it, against the loader."""
    people = {name: Person.objects.create(name=name) for name in "abcdef"}
    for name in "abcde":
        give_basis(
            AUTOMATION, people[name], channel=Channel.EMAIL, kind=BasisKind.EXISTING_CUSTOMER
        )
    withdraw_basis(AUTOMATION, people["b"], channel=Channel.EMAIL)
    refuse_contact(AUTOMATION, people["c"])
    EmailAddress.objects.create(person=people["d"], text="x@y.de", address="x@y.de", hash=17)
    EmailAddress.objects.create(person=people["f"], text="x@y.de", address="x@y.de", hash=17)
    refuse_contact(AUTOMATION, people["f"], channel=Channel.EMAIL)  # and so for d's same mailbox
    refuse_contact(AUTOMATION, people["e"], channel=Channel.PHONE)
    everyone = list(Person.objects.order_by("pk"))
    expected = {
        str(one)
        for one, standing in zip(everyone, basis_for(everyone, Channel.EMAIL), strict=True)
        if standing
    }
    assert found(cast, "may be written to") == expected
    assert {"a", "e"} <= expected
    assert not {"b", "c", "d", "f"} & expected
    assert found(cast, "may not be written to") == {str(one) for one in everyone} - expected


def test_whose_letter_failed(cast):
    Letter.objects.create(
        record=cast.lead, person=cast.lead.person, state=State.FAILED, asked_at=MONDAY,
        send_after=MONDAY,
    )  # fmt: skip
    assert found(cast, "a letter failed") == {"Li Na"}

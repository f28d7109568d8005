"""A merge moves everything, and a split puts every record back where it belongs."""

from dataclasses import replace

import pytest

from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.parties.actions.contacting import give_basis
from leadline.parties.actions.merging import (
    merge_companies,
    merge_people,
    settle_duplicate,
    split_companies,
    split_people,
)
from leadline.parties.candidates import Candidate
from leadline.parties.models import (
    Basis,
    BasisKind,
    Channel,
    Company,
    EmailAddress,
    ExternalNumber,
    Merge,
    Person,
    PhoneNumber,
    PossibleDuplicate,
)
from leadline.parties.tests.cast import ANNA, MEI, enter

pytestmark = pytest.mark.django_db


NAMES = [
    "Anna Koch",
    "Ben Ito",
    "Carla Diaz",
    "David Okafor",
    "Eva Lind",
    "Farid Aziz",
    "Greta Holm",
    "Hugo Petit",
    "Ines Costa",
    "Jan Kowalski",
    "Karin Vogel",
    "Liam Byrne",
    "Mona Haddad",
    "Nils Berg",
    "Olga Sorokina",
    "Paul Weber",
    "Quentin Roy",
    "Rosa Conti",
    "Sven Dahl",
    "Tara Singh",
]


def _people(domain: str, company: str, count: int) -> list[Candidate]:
    return [
        Candidate(
            name=name,
            company=company,
            emails=(f"p{n}@{domain}",),
            external=((company, str(n)),),
        )
        for n, name in enumerate(NAMES[:count])
    ]


def _where() -> dict[str, dict[int, int | None]]:
    return {
        "people": dict(Person.objects.values_list("pk", "company_id")),
        "emails": dict(EmailAddress.objects.values_list("pk", "person_id")),
        "numbers": dict(ExternalNumber.objects.values_list("pk", "person_id")),
        "bases": dict(Basis.objects.values_list("pk", "person_id")),
        "lives on in": dict(Company.objects.values_list("pk", "merged_into_id")),
        "city": dict(Company.objects.values_list("pk", "city")),
    }


def _two_companies() -> tuple[Company, Company]:
    enter(*_people("acme.de", "Acme", 20), *_people("bolt.fr", "Bolt", 20))
    acme, bolt = Company.objects.get(core="acme"), Company.objects.get(core="bolt")
    Company.objects.filter(pk=bolt.pk).update(city="Lyon")
    return acme, bolt


def test_two_companies_with_40_records_are_merged_worked_on_and_split() -> None:
    acme, bolt = _two_companies()
    before = _where()
    [merge] = merge_companies(MEI, acme, losers=[bolt])
    assert Person.objects.filter(company=acme).count() == 40
    assert Company.objects.get(pk=acme.pk).city == "Lyon"

    [through_bolt] = enter(Candidate(name="Zoé New", company="Bolt", emails=("zoe@bolt.fr",)))
    [through_acme] = enter(Candidate(name="Uli Neu", company="Acme", emails=("uli@acme.de",)))
    [nowhere] = enter(Candidate(name="Ida Free", company="Acme", emails=("ida@gmail.com",)))
    assert {one.person.company_id for one in (through_bolt, through_acme, nowhere)} == {acme.pk}
    Person.objects.filter(emails__address="p3@bolt.fr").update(job_title="Director")

    parted = split_companies(MEI, acme, merge=merge)
    after = _where()
    assert after["people"].pop(through_bolt.person.pk) == bolt.pk
    assert after["people"].pop(through_acme.person.pk) == acme.pk
    assert after["people"].pop(nowhere.person.pk) == acme.pk
    assert after["people"] == before["people"]
    assert after["lives on in"] == before["lives on in"]
    assert after["city"] == before["city"]
    assert (parted.returned, parted.followed, parted.left_alone) == (20, 1, ())
    assert Person.objects.get(emails__address="p3@bolt.fr").job_title == "Director"


def test_who_was_moved_elsewhere_meanwhile_stays_there() -> None:
    acme, bolt = _two_companies()
    enter(Candidate(name="Cy Third", company="Corp C", emails=("cy@corpc.com",)))
    third = Company.objects.get(core="corp c")
    [merge] = merge_companies(MEI, acme, losers=[bolt])
    moved = Person.objects.get(emails__address="p5@bolt.fr")
    Person.objects.filter(pk=moved.pk).update(company=third)
    parted = split_companies(MEI, acme, merge=merge)
    assert parted.left_alone == (("parties.person", moved.pk),)
    assert Person.objects.get(pk=moved.pk).company_id == third.pk


def test_a_merge_of_a_merged_one_comes_apart_in_order_only() -> None:
    acme, bolt = _two_companies()
    enter(*_people("corpc.com", "Corp C", 5))
    third = Company.objects.get(core="corp c")
    before = _where()
    [first] = merge_companies(MEI, acme, losers=[bolt])
    [second] = merge_companies(MEI, third, losers=[acme])
    assert Company.objects.get(pk=bolt.pk).merged_into_id == third.pk
    with pytest.raises(Refused, match="itself merged"):
        split_companies(MEI, acme, merge=first)
    split_companies(MEI, third, merge=second)
    split_companies(MEI, acme, merge=first)
    assert _where() == before


def test_two_merges_into_one_come_apart_in_any_order() -> None:
    acme, bolt = _two_companies()
    enter(*_people("corpc.com", "Corp C", 5))
    third = Company.objects.get(core="corp c")
    before = _where()
    first, second = merge_companies(MEI, acme, losers=[bolt, third])
    split_companies(MEI, acme, merge=first)
    split_companies(MEI, acme, merge=second)
    assert _where() == before


def test_who_came_with_a_later_merge_is_not_new() -> None:
    acme, bolt = _two_companies()
    [first] = merge_companies(MEI, acme, losers=[bolt])
    enter(Candidate(name="Di Fourth", company="Dash D", emails=("di@dashd.com",)))
    dash = Company.objects.get(core="dash d")
    Person.objects.filter(company=dash).update(job_title="x")
    EmailAddress.objects.filter(address="di@dashd.com").update(address="di@bolt.fr")
    [second] = merge_companies(MEI, acme, losers=[dash])
    split_companies(MEI, acme, merge=first)
    split_companies(MEI, acme, merge=second)
    assert Person.objects.get(job_title="x").company_id == dash.pk


def test_people_are_merged_with_all_that_is_theirs_and_split() -> None:
    [anna] = enter(replace(ANNA, phones=("030 901820",)))
    [annie] = enter(
        Candidate(name="A. Koch-Berg", emails=("annie@gmx.de",), job_title="Buyer",
                  external=(("crm", "9"),))
    )  # fmt: skip
    winner, loser = anna.person, annie.person
    give_basis(MEI, loser, channel=Channel.EMAIL, kind=BasisKind.CONSENT, wording="Yes, write")
    before = _where()
    [merge] = merge_people(MEI, winner, losers=[loser])
    merged = Person.objects.get(pk=winner.pk)
    assert merged.job_title == "Buyer"
    assert {email.address for email in merged.emails.all()} == {"anna.koch@acme.de", "annie@gmx.de"}
    assert Basis.objects.get().person_id == winner.pk

    [again] = enter(Candidate(name="Anna Koch", emails=("annie@gmx.de",), phones=("040 300510",),
                              country="DE"))  # fmt: skip
    assert again.person.pk == winner.pk
    assert PhoneNumber.objects.filter(person=winner).count() == 2

    split_people(MEI, winner, merge=merge)
    assert _where() == before
    assert Person.objects.get(pk=winner.pk).job_title == ""
    assert PhoneNumber.objects.filter(person=winner).count() == 2
    assert [event.name for event in Event.objects.filter(stream="person", stream_id=loser.pk)] == [
        "person added",
        "basis given",
        "person merged",
        "people split",
    ]


def test_a_person_merged_after_the_companies_goes_back_with_them() -> None:
    acme, bolt = _two_companies()
    [companies] = merge_companies(MEI, acme, losers=[bolt])
    anna = Person.objects.get(emails__address="p1@acme.de")
    other = Person.objects.get(emails__address="p1@bolt.fr")
    [people] = merge_people(MEI, anna, losers=[other])
    split_companies(MEI, acme, merge=companies)
    split_people(MEI, anna, merge=people)
    assert Person.objects.get(pk=other.pk).company_id == bolt.pk
    assert Person.objects.get(pk=anna.pk).company_id == acme.pk
    assert EmailAddress.objects.get(address="p1@bolt.fr").person_id == other.pk


@pytest.mark.parametrize("which", ["itself", "nobody", "twice", "gone"])
def test_nonsense_merges_are_refused(which: str) -> None:
    acme, bolt = _two_companies()
    losers = {"itself": [acme], "nobody": [], "twice": [bolt, bolt], "gone": [bolt]}[which]
    if which == "gone":
        merge_companies(MEI, acme, losers=[bolt])
    with pytest.raises(Refused):
        merge_companies(MEI, acme, losers=losers)
    assert Merge.objects.count() == (1 if which == "gone" else 0)


def test_a_split_happens_once() -> None:
    acme, bolt = _two_companies()
    [merge] = merge_companies(MEI, acme, losers=[bolt])
    split_companies(MEI, acme, merge=merge)
    with pytest.raises(Refused, match="already"):
        split_companies(MEI, acme, merge=Merge.objects.get())


@pytest.mark.parametrize("are_same", [True, False])
def test_a_person_decides_about_a_possible_duplicate(are_same: bool) -> None:
    [known] = enter(replace(ANNA, company=""))
    [newer] = enter(Candidate(name="Pavel Novak", emails=("anna.koch@acme.de",)))
    asked = PossibleDuplicate.objects.get()
    settle_duplicate(MEI, known.person, duplicate=asked, are_same=are_same)
    lives_in = Person.objects.get(pk=newer.person.pk).merged_into_id
    assert lives_in == (known.person.pk if are_same else None)
    with pytest.raises(Refused):
        settle_duplicate(
            MEI, known.person, duplicate=PossibleDuplicate.objects.get(), are_same=True
        )

"""Mei merges and splits in pages; Kai only looks, and a stranger to the firm sees nothing."""

import pytest
from django.test import Client

from leadline.access.models import Membership, Permission, Reach, Role, Team, User
from leadline.parties.candidates import Candidate
from leadline.parties.models import Company, Merge, Person, PossibleDuplicate
from leadline.parties.tests.cast import ANNA, BEN, enter

pytestmark = pytest.mark.django_db


def _signed_in(name: str, *words: str) -> Client:
    user = User.objects.create(email=f"{name}@rebar.example", name=name)
    role = Role.objects.create(name=f"Role of {name}")
    for word in words:
        Permission.objects.create(role=role, action=word, reach=Reach.TEAM)
    team = Team.objects.create(name=f"Team of {name}")
    Membership.objects.create(user=user, team=team, role=role)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def mei() -> Client:
    return _signed_in("mei", "see", "ordinary work")


@pytest.fixture
def two() -> tuple[Person, Person]:
    anna, ben = (one.person for one in enter(ANNA, BEN))
    return anna, ben


def test_two_people_are_compared_merged_and_split(mei: Client, two: tuple[Person, Person]) -> None:
    anna, ben = two
    Person.objects.filter(pk=ben.pk).update(name="<script>Ben")
    address = f"/parties/people/{anna.pk}/merging/"
    page = mei.get(f"{address}?other={ben.pk}").content.decode()
    assert "&lt;script&gt;Ben" in page
    assert f"/parties/people/{ben.pk}/merging/?other={anna.pk}" in page  # the other way round
    mei.post(address, {"other": ben.pk, "take-name": "theirs", "take-city": "ours"})
    assert Person.objects.get(pk=anna.pk).name == "<script>Ben"
    merge = Merge.objects.get()
    assert (
        f"/parties/merges/{merge.pk}/split/"
        in mei.get(f"/parties/people/{anna.pk}/merges/").content.decode()
    )
    assert mei.get(f"/parties/people/{ben.pk}/merging/")["Location"].endswith("/merges/")
    assert "Goes back to" in mei.get(f"/parties/merges/{merge.pk}/split/").content.decode()
    mei.post(f"/parties/merges/{merge.pk}/split/", {"parties.person-7": "go"})
    assert Person.objects.get(pk=anna.pk).name == "Anna Koch"
    said = mei.post(f"/parties/merges/{merge.pk}/split/", follow=True).content.decode()
    assert "This merge was taken back already." in said


@pytest.mark.parametrize("other", ["", "0", "x", "99999999999999999999", "²", "self"])
def test_without_another_one_chooses(mei: Client, two: tuple[Person, Person], other: str) -> None:
    anna, ben = two
    given = str(anna.pk) if other == "self" else other
    page = mei.get(f"/parties/people/{anna.pk}/merging/", {"other": given, "q": "ito"})
    assert f"?other={ben.pk}" in page.content.decode()
    assert mei.post(f"/parties/people/{anna.pk}/merging/", {"other": given}).status_code == 200
    assert not Merge.objects.exists()


def test_one_says_that_two_are_two(mei: Client) -> None:
    enter(ANNA)
    enter(Candidate(name="Pavel Novak", emails=ANNA.emails))
    asked = PossibleDuplicate.objects.get()
    assert "Pavel Novak" in mei.get("/parties/duplicates/").content.decode()
    done = mei.post(f"/parties/duplicates/{asked.pk}/settlement/", follow=True).content.decode()
    assert "They stay two people." in done
    assert "Nobody is in twice" in done
    twice = mei.post(f"/parties/duplicates/{asked.pk}/settlement/", follow=True).content.decode()
    assert "Somebody has decided about these two already." in twice


def test_one_says_that_two_companies_are_two(mei: Client) -> None:
    enter(
        Candidate(name="A B", company="Acme", country="DE", emails=("a@acme.de",)),
        Candidate(name="C D", company="Acme", country="FR", emails=("c@acme-paris.fr",)),
    )
    one, other = Company.objects.order_by("pk")
    address = f"/parties/companies/{one.pk}/settlement/"
    assert address in mei.get("/parties/duplicates/").content.decode()
    assert (
        "They stay two companies."
        in mei.post(address, {"other": other.pk}, follow=True).content.decode()
    )
    assert "already" in mei.post(address, {"other": other.pk}, follow=True).content.decode()
    assert mei.post(address, {"other": "x"}).status_code == 404


def test_kai_looks_and_may_not_merge(two: tuple[Person, Person]) -> None:
    anna, ben = two
    kai = _signed_in("kai", "see")
    assert kai.get("/parties/duplicates/").status_code == 200
    assert kai.get(f"/parties/people/{anna.pk}/merges/").status_code == 200
    for method in (kai.get, kai.post):
        assert method(f"/parties/people/{anna.pk}/merging/", {"other": ben.pk}).status_code == 403
    assert not Merge.objects.exists()


def test_who_sees_nothing_sees_no_party(two: tuple[Person, Person]) -> None:
    anna, _ben = two
    stranger = _signed_in("stranger")
    for address in ("duplicates", f"people/{anna.pk}/merging", f"people/{anna.pk}/merges"):
        assert stranger.get(f"/parties/{address}/").status_code == 403
        assert Client().get(f"/parties/{address}/").status_code == 302

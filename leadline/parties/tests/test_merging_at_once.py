"""Two people merge at once, or an import writes meanwhile: nobody is lost or left waiting."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import F

from leadline.core.errors import Refused, Stale
from leadline.parties.actions.merging import merge_companies, merge_people, split_companies
from leadline.parties.candidates import Candidate
from leadline.parties.models import Company, EmailAddress, Merge, Person
from leadline.parties.tests.cast import MEI, enter

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
    pytest.mark.django_db(transaction=True),
]
ROUNDS = 8


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Does them at the same moment; per act "done" or the name of what said no."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            start.wait(timeout=20)
            act()
        except Refused as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, act) for act in acts]]


def two_people() -> tuple[Person, Person]:
    one = Person.objects.create(name="Anna Koch")
    other = Person.objects.create(name="A. Koch")
    EmailAddress.objects.create(person=other, text="a@koch.de")
    return one, other


def test_two_who_merge_the_same_pair_or_cross_do_it_once() -> None:
    for turn in range(ROUNDS):
        one, other = two_people()
        first, second = (one, other) if turn % 2 else (other, one)
        did = at_once(
            lambda one=one, other=other: merge_people(MEI, one, losers=[other]),
            lambda first=first, second=second: merge_people(MEI, first, losers=[second]),
        )
        assert sorted(did) == ["Refused", "done"]
        stays = Person.objects.get(pk__in=[one.pk, other.pk], merged_into=None)
        assert EmailAddress.objects.latest("pk").person_id == stays.pk
    assert Merge.objects.count() == ROUNDS


def test_who_comes_in_while_two_are_merged_is_theirs_who_stayed() -> None:
    for turn in range(ROUNDS):
        domain = f"bolt{turn}.fr"
        enter(Candidate(name="Ben Ito", company=f"Bolt {turn}", emails=(f"ben@{domain}",)))
        loser = Company.objects.get(domain=domain)
        winner = Company.objects.create(name=f"Winner {turn}")

        def come_in(domain: str = domain, turn: int = turn) -> None:
            new = Candidate(name="Zoe New", company=f"Bolt {turn}", emails=(f"zoe@{domain}",))
            try:
                enter(new)
            except Stale:
                enter(new)  # as an import does

        did = at_once(
            lambda winner=winner, loser=loser: merge_companies(MEI, winner, losers=[loser]),
            come_in,
        )
        assert did == ["done", "done"]
        people = Person.objects.filter(emails__address__endswith=domain)
        assert set(people.values_list("company_id", flat=True)) == {winner.pk}
        split_companies(MEI, winner, merge=Merge.objects.latest("pk"))
        assert set(people.values_list("company_id", flat=True)) == {loser.pk}
    assert not Company.objects.filter(merged_into=F("pk")).exists()


def test_a_split_and_a_merge_on_top_at_once_leave_one_story() -> None:
    for _turn in range(ROUNDS):
        one, other = (Company.objects.create(name=name) for name in ("Acme", "Bolt"))
        third = Company.objects.create(name="Corp")
        ben = Person.objects.create(name="Ben", company=other)
        [merge] = merge_companies(MEI, one, losers=[other])
        did = at_once(
            lambda one=one, merge=merge: split_companies(MEI, one, merge=merge),
            lambda one=one, third=third: merge_companies(MEI, third, losers=[one]),
        )
        assert did[1] == "done"
        ben.refresh_from_db()
        assert ben.company_id == (other.pk if did[0] == "done" else third.pk)

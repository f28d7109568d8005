"""Where everything would go is worked out before anything goes."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.parties.actions.merging import merge_companies, merge_people, split_people
from leadline.parties.candidates import Candidate
from leadline.parties.models import Company, EmailAddress, Merge, Person
from leadline.parties.partings import plain, plan_of, read_plainly, without
from leadline.parties.tests.cast import ANNA, BEN, MEI, enter


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ({"a": 1, "b": 3}, {"a": 1}),  # as the merge left it
        ({"a": 1, "b": 4}, {"a": 1, "b": 4}),  # changed since
        ({"a": 2, "b": 3, "c": 5}, {"a": 2, "c": 5}),  # learned since
        ({"a": 1}, {"a": 1}),  # forgotten since
    ],
)
def test_what_the_merge_brought_goes_and_what_was_learned_since_stays(
    now: dict, left: dict
) -> None:
    assert without(now, {"a": 1}, {"a": 1, "b": 3}) == left


def test_what_was_replaced_comes_back() -> None:
    assert without({"a": 2}, {"a": 1}, {"a": 2}) == {"a": 1}


def test_days_are_kept_as_text() -> None:
    assert plain(date(2026, 3, 2)) == "2026-03-02"
    assert plain(7) == 7


@pytest.mark.django_db
def test_a_new_row_stays_goes_or_is_chosen() -> None:
    anna, ben = (one.person for one in enter(ANNA, BEN))
    [merge] = merge_people(MEI, anna, losers=[ben])
    new = EmailAddress.objects.create(person=anna, text="new@acme.de", hash=77)
    [fresh] = plan_of(merge, anna, ben, read_plainly).new
    assert (fresh.row.pk, fresh.goes, fresh.is_free) == (new.pk, False, True)
    chosen = {("parties.emailaddress", new.pk): True}
    split_people(MEI, anna, merge=merge, chosen=chosen)
    assert EmailAddress.objects.get(pk=new.pk).person_id == ben.pk


@pytest.mark.django_db
def test_a_new_row_by_the_losers_mailbox_goes_with_it() -> None:
    anna, ben = (one.person for one in enter(ANNA, BEN))
    [merge] = merge_people(MEI, anna, losers=[ben])
    old = EmailAddress.objects.get(text="ben@acme.de")
    EmailAddress.objects.create(person=anna, text="BEN@acme.de", hash=old.hash)
    [fresh] = plan_of(merge, anna, ben, read_plainly).new
    assert fresh.goes


@pytest.mark.django_db
def test_looking_costs_the_same_for_two_people_and_for_twenty() -> None:
    def looked(count: int) -> int:
        domain = f"firm{count}.de"
        enter(*[
            Candidate(name=f"Eva Lind{chr(97 + n)}", company=domain, emails=(f"e{n}@{domain}",))
            for n in range(count)
        ])  # fmt: skip
        winner = Company.objects.create(name=f"Winner {count}")
        loser = Company.objects.get(domain=domain)
        merge_companies(MEI, winner, losers=[loser])
        merge = Merge.objects.latest("pk")
        Person.objects.create(name="New", company=winner)
        with CaptureQueriesContext(connection) as context:
            plan = plan_of(merge, winner, loser, read_plainly)
        assert len(plan.back) >= count
        return len(context)

    assert looked(2) == looked(20)

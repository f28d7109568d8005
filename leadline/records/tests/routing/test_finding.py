"""The first line that fits wins; what it says of people is found, and why is kept."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from leadline.access.models import Leave, User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.parties.models import Company
from leadline.playbooks.definition import Who, WhoKind
from leadline.playbooks.engine.state import State
from leadline.records.models import Record, Turn
from leadline.records.routing.decided import Decided
from leadline.records.routing.finding import (
    ANY,
    LOOKING,
    Asking,
    decide,
    everybody,
    find,
    may_be,
    owner_rule,
)
from leadline.records.tests.routing.conftest import MONDAY

ROUTE = Who(WhoKind.ROUTE, "sales", text="route sales")
Leads = Callable[..., Record]


def asked(record: Record, who: Who = ROUTE, asking: Asking = ANY) -> Decided:
    with Batch(AUTOMATION, MONDAY) as batch:
        [locked] = batch.lock([record])
        return decide(batch, locked, who, asking)


@pytest.fixture
def northwind(sellers: list[User]) -> Company:
    return Company.objects.create(name="Northwind", account_manager=sellers[2])


def test_the_account_manager_comes_before_the_pool(lead: Leads, northwind: Company) -> None:
    decided = asked(lead(500, northwind))
    assert decided.user == northwind.account_manager
    assert [one.fits for one in decided.tried] == [True]
    assert decided.values == {"size": "500"}
    assert decided.drawn is None


def test_without_one_it_is_somebodys_turn(lead: Leads, sellers: list[User]) -> None:
    decided = asked(lead(500))
    assert decided.user == sellers[0]
    told = decided.json()
    assert told["pool"] == "Sales"
    assert [one[:4] for one in told["members"]] == [[u.pk, "here", 1, 0] for u in sellers]
    assert told["got"] == sellers[0].pk


def test_the_lines_that_did_not_fit_are_told(lead: Leads, sellers: list[User]) -> None:
    decided = asked(lead(20))
    assert [(one.text, one.fits) for one in decided.tried] == [
        ("size at least 100", False),
        ("size at least 10", True),
    ]
    assert decided.user == sellers[0]


def test_what_fits_nothing_waits_in_the_watched_queue(lead: Leads, chief: User) -> None:
    decided = asked(lead())
    assert (decided.user, decided.queue) == (None, "Left over")
    record = lead()
    with Batch(AUTOMATION, MONDAY) as batch:
        assert everybody(batch, record, Who(WhoKind.QUEUE, "Left over")) == [chief]


def test_an_account_manager_who_is_away_is_stood_in_for(
    lead: Leads, northwind: Company, sellers: list[User]
) -> None:
    ann, _ben, cy = sellers
    Leave.objects.create(user=cy, from_at=MONDAY, until_at=MONDAY + timedelta(days=1))
    assert asked(lead(500, northwind)).user == ann  # by turn: nobody stands in
    User.objects.filter(pk=cy.pk).update(stand_in=sellers[1])
    assert asked(lead(500, northwind)).user == sellers[1]
    User.objects.filter(pk=cy.pk).update(is_active=False)
    Leave.objects.all().delete()
    assert asked(lead(500, northwind)).user == sellers[1]


def test_not_to_somebody(lead: Leads, northwind: Company, sellers: list[User]) -> None:
    but = Asking(but=frozenset({sellers[0].pk, sellers[2].pk}))
    assert asked(lead(500, northwind), asking=but).user == sellers[1]


def test_the_supervisor_of_an_owner_who_must_not_get_it(
    lead: Leads, sellers: list[User], chief: User
) -> None:
    record, ann = lead(), sellers[0]
    User.objects.filter(pk=ann.pk).update(manager=chief)
    Record.objects.filter(pk=record.pk).update(owner=ann)
    who = Who(WhoKind.SUPERVISOR, of=Who(WhoKind.OWNER))
    assert asked(record, who, Asking(but=frozenset({ann.pk}))).user == chief


def test_who_had_it_before_has_it_again_or_somebody_else(lead: Leads, sellers: list[User]) -> None:
    before = Who(WhoKind.PREVIOUS, "New", otherwise=Who(WhoKind.POOL, "Sales"))
    record = lead()
    state = State("Small lead", "Done", MONDAY, MONDAY, MONDAY, owners={"New": sellers[1].email})
    assert asked(record, before, Asking(state=state)).user == sellers[1]
    assert asked(record, before).user == sellers[0]


def test_looking_takes_nobodys_turn(lead: Leads, sellers: list[User]) -> None:
    record = lead(20)
    assert [asked(record, asking=LOOKING).user for _ in range(2)] == [sellers[0]] * 2
    assert not Turn.objects.filter(taken__gt=0).exists()


def test_all_whom_a_route_could_mean(lead: Leads, northwind: Company, sellers: list[User]) -> None:
    with Batch(AUTOMATION, MONDAY) as batch:
        [record] = batch.lock([lead(500, northwind)])
        assert may_be(batch, record, ROUTE) == {one.pk for one in sellers}
        assert find(batch, record, None) is None


def test_a_name_that_nobody_knows_is_nobody(lead: Leads, sellers: list[User]) -> None:
    decided = asked(lead(500), Who(WhoKind.RELATION, "butler", "company"))
    assert (decided.user, decided.queue) == (None, "")
    assert asked(lead(500), Who(WhoKind.ROUTE, "gone")).user is None


def test_the_rule_of_the_stage(lead: Leads) -> None:
    assert owner_rule(lead()) == ROUTE
    assert owner_rule(Record()) is None


def test_the_answers_of_this_batch_count(lead: Leads, sellers: list[User]) -> None:
    one, other = lead(), lead()
    with Batch(AUTOMATION, MONDAY) as batch:
        first, second = batch.lock([one, other])
        assert decide(batch, first, ROUTE).queue == "Left over"
        batch.change(second, answers={"size": 50})
        assert decide(batch, second, ROUTE).user == sellers[0]

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import standing_at
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event
from leadline.core.money import Money
from leadline.deals.actions import convert_lead, lose, open_deal, set_amount, win
from leadline.deals.models import Deal
from leadline.deals.tests.conftest import NOON, leads
from leadline.parties.models import Person
from leadline.records.cause import Cause
from leadline.records.models import Record


def told(record: Record) -> list[str]:
    events = Event.objects.filter(stream="record", stream_id=record.pk).order_by("seq")
    return [str(event) for event in events]


@pytest.fixture
def deal(lead: Record) -> Record:
    with standing_at(NOON):
        return open_deal(AUTOMATION, lead)


def test_a_deal_is_about_the_people_of_its_lead(deal: Record, lead: Record) -> None:
    deal.refresh_from_db()
    assert (deal.kind, deal.stage, deal.opener) == ("deal", "Open", lead)
    assert (deal.person, deal.company) == (lead.person, lead.company)
    assert (deal.owner, deal.team) == (lead.owner, lead.team)
    assert told(lead)[1:] == told(deal) == [f"Deal opened: {lead.title}"]


def test_a_lead_opens_one_deal(deal: Record, lead: Record) -> None:
    assert open_deal(AUTOMATION, lead).pk == deal.pk
    with Batch(AUTOMATION) as batch:
        first = open_deal.within(batch, lead, cause=Cause(key="again"))
        assert open_deal.within(batch, lead) is first
    assert Deal.objects.count() == 1
    assert len(told(lead)) == 2


def test_the_amount_is_exact_and_what_stood_before_is_kept(deal: Record) -> None:
    set_amount(AUTOMATION, deal, amount=Money(999_999_999_999_999_901, "GBP"))
    set_amount(AUTOMATION, deal, amount=Money(1250, "EUR"))
    assert Deal.objects.get().money == Money(1250, "EUR")
    last = Event.objects.filter(stream_id=deal.pk).order_by("seq").last()
    assert last is not None
    assert last.data["before"] == "9,999,999,999,999,999.01 GBP"


def test_an_amount_below_zero_is_none(deal: Record) -> None:
    with pytest.raises(Invalid):
        set_amount(AUTOMATION, deal, amount=Money(-1, "EUR"))
    assert Deal.objects.get().money is None


def test_a_deal_is_won_with_an_amount_and_once(deal: Record) -> None:
    with pytest.raises(Invalid, match="worth"):
        win(AUTOMATION, deal)
    set_amount(AUTOMATION, deal, amount=Money(1250, "EUR"))
    later = NOON + timedelta(days=3)
    with standing_at(later):
        win(AUTOMATION, deal)
    deal.refresh_from_db()
    assert (deal.outcome, deal.ended_at, told(deal)[-2]) == ("won", later, "Won: 12.50 EUR")
    visits = deal.visits.order_by("number").values_list("stage", "entered_at", "left_at")
    assert list(visits) == [("Open", NOON, later), ("Won", later, None)]
    for again in (win, lambda actor, record: lose(actor, record, reason="Price")):
        with pytest.raises(Refused, match="closed"):
            again(AUTOMATION, deal)


def test_a_loss_has_a_reason_and_their_words(deal: Record) -> None:
    with pytest.raises(Invalid):
        lose(AUTOMATION, deal, reason="  ")
    lose(AUTOMATION, deal, reason="Price", words="Too dear")
    deal.refresh_from_db()
    assert (deal.outcome, Deal.objects.get().reason) == ("lost", "Price")
    event = Event.objects.get(stream_id=deal.pk, name="deal lost")
    assert event.data["words"] == "Too dear"
    assert "words" in event.type.erases


def test_what_is_no_deal_is_not_won(lead: Record) -> None:
    for act in (win, lambda actor, record: set_amount(actor, record, amount=Money(1, "EUR"))):
        with pytest.raises(Refused, match="not a deal"):
            act(AUTOMATION, lead)


def cost(rows: list[Record], act: Callable[[Batch, Record], object]) -> int:
    """Queries that doing it to all of them in one batch takes; an UPDATE is one per row."""
    with CaptureQueriesContext(connection) as asked, Batch(AUTOMATION, NOON) as batch:
        for row in batch.claim(Record.objects.filter(pk__in=[row.pk for row in rows])):
            act(batch, row)
    return len([query for query in asked if not query["sql"].startswith("UPDATE")])


def test_fifty_deals_cost_as_many_queries_as_two(lead: Record) -> None:
    about = {"person": lead.person, "company": lead.company, "owner": lead.owner}
    two, fifty = leads(2, **about), leads(50, **about)
    assert cost(two, open_deal.within) == cost(fifty, open_deal.within)
    deals = list(Record.objects.filter(kind="deal").order_by("pk"))

    def lost(batch: Batch, deal: Record) -> None:
        lose.within(batch, deal, reason="Price")

    assert cost(deals[:2], lost) == cost(deals[2:], lost)
    assert not Record.objects.filter(kind="deal", outcome="").exists()


def test_s3_18_a_lead_is_converted_once(lead: Record) -> None:
    with standing_at(NOON):
        deal = convert_lead(AUTOMATION, lead)
        assert convert_lead(AUTOMATION, lead).pk == deal.pk
    assert (deal.person, deal.company) == (lead.person, lead.company)
    assert told(lead)[-1] == "Sales-qualified: Hengtong Cable has a deal with us now"
    assert Deal.objects.count() == 1


def test_s3_18_who_is_nobody_or_nowhere_is_not_converted(db: None) -> None:
    nobody, nowhere = leads(1)[0], leads(1, person=Person.objects.create(name="Ada"))[0]
    for one, told_why in ((nobody, "who this is"), (nowhere, "at which company")):
        with pytest.raises(Refused, match=told_why):
            convert_lead(AUTOMATION, one)
    assert not Deal.objects.exists()


def test_s3_18_a_person_without_a_company_joins_that_of_the_lead(lead: Record) -> None:
    Person.objects.update(company=None)
    convert_lead(AUTOMATION, lead)
    assert Person.objects.get().company == lead.company


def test_s3_18_many_are_converted_in_as_many_queries_as_few(lead: Record) -> None:
    counts = []
    for number in (2, 12):
        some = leads(number, person=lead.person, company=lead.company)
        with CaptureQueriesContext(connection) as queries, Batch(AUTOMATION) as batch:
            for one in batch.lock([Record.objects.get(pk=one.pk) for one in some]):
                convert_lead.within(batch, one)
        counts.append(len(queries) - number)  # one query to read each of them first
    assert counts[0] == counts[1]

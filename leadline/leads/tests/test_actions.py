from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.access.models import Membership, Role, Team, User
from leadline.access.policy import let
from leadline.core import bulk
from leadline.core.actor import AUTOMATION, CUSTOMER, ActorKind
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.leads.actions import open_leads, title_of
from leadline.leads.incoming import Door, Fate, How, Incoming, Place
from leadline.leads.models import Lead, Source
from leadline.leads.tests.conftest import NINE, li_na, somebody, take_in, told
from leadline.parties.actions.watching import add_screening_entry
from leadline.parties.candidates import Candidate
from leadline.parties.models import (
    Basis,
    BasisKind,
    Company,
    ListName,
    Person,
    PhoneNumber,
    Subject,
)
from leadline.playbooks.models import Version
from leadline.records.models import Record

DAY = timedelta(days=1)


def end(record: Record) -> None:
    Record.objects.filter(pk=record.pk).update(outcome="lost")


def test_s0_02_a_lead_keeps_where_it_came_from(version: Version) -> None:
    news = li_na(campaign="Spring", landing_page="/trial", message="Hello", received_at=NINE - DAY)
    [outcome] = take_in(version, news)
    lead = Lead.objects.select_related("record", "source").get()
    assert (outcome.fate, lead.record.title) == (Fate.CREATED, "Li Na")
    assert (str(lead.source), lead.campaign, lead.message) == ("Web", "Spring", "Hello")
    assert lead.record.opened_at == NINE - DAY
    assert lead.record.wake_at == NINE
    assert Event.objects.get(name="lead opened").data["came_back"] is False


def test_s0_02_while_a_lead_is_open_the_same_person_joins_it(version: Version) -> None:
    [first] = take_in(version, li_na())
    again = li_na(answers={"users": 12}, consent="Write to me", message="Are you there?")
    [second] = take_in(version, again, at=NINE + DAY)
    assert (second.fate, second.record.pk) == (Fate.JOINED, first.record.pk)
    assert told(first.record) == ["lead opened", "registered again", "answer given"]
    lead = Lead.objects.select_related("record").get()
    assert (lead.joined, lead.record.answers) == (1, {"users": 12})
    assert list(Basis.objects.order_by("pk").values_list("kind", "wording")) == [
        (BasisKind.LEGITIMATE_INTEREST, ""),
        (BasisKind.CONSENT, "Write to me"),
    ]


def test_s0_02_after_its_end_a_new_cycle_begins_linked_to_it(version: Version) -> None:
    [first] = take_in(version, li_na())
    end(first.record)
    [second] = take_in(version, li_na(), at=NINE + DAY)
    assert second.fate is Fate.CREATED
    lead = Lead.objects.select_related("record").get(pk=second.record.pk)
    assert (lead.previous_id, lead.record.cycle) == (first.record.pk, 2)
    opened = Event.objects.get(stream_id=second.record.pk, name="lead opened")
    assert opened.data["came_back"] is True


def test_doubles_in_one_batch_are_one_lead(version: Version) -> None:
    first, second, other = take_in(version, li_na(), li_na(campaign="Spring"), somebody(1))
    assert [one.fate for one in (first, second, other)] == [
        Fate.CREATED,
        Fate.JOINED,
        Fate.CREATED,
    ]
    assert first.record is second.record
    assert Person.objects.count() == 2
    assert Lead.objects.get(pk=first.record.pk).joined == 1


def test_the_same_number_is_the_same_lead_whatever_its_source_is_called(version: Version) -> None:
    [first] = take_in(version, somebody(1, source="Old CRM", number="17"), how=How.HISTORY)
    [again] = take_in(version, somebody(2, source=" old  crm", number="17"), how=How.HISTORY)
    [other] = take_in(version, somebody(3, source="Shop", number="17"), how=How.HISTORY)
    assert (again.fate, again.record.pk) == (Fate.JOINED, first.record.pk)
    assert other.fate is Fate.CREATED
    assert Source.objects.count() == 2


def test_news_under_a_new_number_joins_the_open_lead_all_the_same(version: Version) -> None:
    [first] = take_in(version, li_na(number="1"))
    [second] = take_in(version, li_na(number="2"))
    assert (second.fate, second.record.pk) == (Fate.JOINED, first.record.pk)


def test_a_bought_list_is_raw_and_never_an_inquiry(version: Version) -> None:
    [listed] = take_in(version, li_na(), how=How.LIST)
    record = Record.objects.get()
    assert (record.stage, record.wake_at, told(record)) == ("Raw", None, ["lead listed"])
    assert not Basis.objects.exists()
    take_in(version, li_na(), at=NINE + DAY)
    assert told(record)[1:] == ["registered again", "first interaction"]
    assert listed.record.pk == record.pk


def test_history_is_placed_and_silent(version: Version) -> None:
    mei = User.objects.create(email="mei@firm.example", name="Mei")
    role = Role.objects.create(name="Seller")
    Membership.objects.create(team=Team.objects.create(name="Sales"), user=mei, role=role)
    place = Place("Done", outcome="qualified", at=NINE - 30 * DAY, owner=mei)
    take_in(version, li_na(place=place, received_at=NINE - 60 * DAY), how=How.HISTORY)
    record = Record.objects.get()
    assert (record.stage, record.outcome, record.owner) == ("Done", "qualified", mei)
    assert (record.entered_at, record.ended_at) == (NINE - 30 * DAY, NINE - 30 * DAY)
    assert (record.wake_at, told(record)) == (None, ["lead brought in"])
    assert [(v.stage, v.number) for v in record.visits.all()] == [("Done", 1)]
    assert not Basis.objects.exists()


def test_s0_03_what_was_found_on_a_list_is_kept_as_it_was_then(version: Version) -> None:
    entry = add_screening_entry(
        AUTOMATION,
        None,
        list_name=ListName.BAN,
        kind=Subject.EMAIL,
        text="li.na@hengtong.example",
        reason="Did not pay",
    )
    [outcome] = take_in(version, li_na())
    [hit] = Event.objects.filter(stream_id=outcome.record.pk, name="screening hit")
    assert hit.data["entries"] == ["li.na@hengtong.example"]
    [evidence] = hit.data["evidence"]
    assert (evidence["entry"], evidence["reason"]) == (entry.pk, "Did not pay")


def test_bought_lists_and_history_are_not_screened_again(version: Version) -> None:
    add_screening_entry(
        AUTOMATION,
        None,
        list_name=ListName.BAN,
        kind=Subject.EMAIL,
        text="li.na@hengtong.example",
        reason="Did not pay",
    )
    [outcome] = take_in(version, li_na(place=Place("New")), how=How.HISTORY)
    assert told(outcome.record) == ["lead brought in"]


def test_who_has_no_role_opens_no_leads(version: Version) -> None:
    eve = person(User.objects.create(email="eve@firm.example", name="Eve"))
    with pytest.raises(Refused):
        open_leads(eve, None, door=Door(version, "Small"), incoming=[li_na()])
    assert not Record.objects.exists()


def test_a_customer_who_asks_again_may_say_more(version: Version) -> None:
    let(ActorKind.CUSTOMER, "open leads", "enter people", "give basis")
    take_in(version, li_na())
    door = Door(version, "Small")
    open_leads(CUSTOMER, None, door=door, incoming=[li_na(answers={"users": 3})])
    assert Record.objects.get().answers == {"users": 3}


def test_somebody_without_a_name_is_called_by_address_or_number() -> None:
    assert title_of(None, Source(name="shop", label="Shop"), "17") == "Shop 17"
    assert title_of(None, None, "17") == "Lead 17"


@pytest.mark.parametrize("again", [False, True])
def test_fifty_cost_as_many_queries_as_two(version: Version, again: bool) -> None:
    def cost(first: int, count: int) -> int:
        people = [somebody(first + n, number=f"{first + n}", consent="Yes") for n in range(count)]
        if again:
            take_in(version, *people)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            take_in(version, *people, at=NINE + DAY)
        return len(asked)

    cost(0, 1)  # what is read once in a process
    assert cost(100, 2) == cost(200, 50)


def test_what_is_pointed_at_is_written_first(
    version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else SQLite looks for rows that wait for a new person, through all the people there are."""
    written: list[type] = []
    insert = bulk.insert

    def noted(model: type[Any], rows: Sequence[Any]) -> None:
        written.append(model)
        insert(model, rows)

    monkeypatch.setattr(bulk, "insert", noted)
    take_in(version, li_na())
    known = Candidate(emails=("li.na@hengtong.example",), phones=("+49 30 901820",))
    news = Candidate(name="Ada", emails=("ada@nord.example",), company="Nordkabel GmbH")
    written.clear()
    take_in(version, Incoming(known, source="Web"), Incoming(news, source="Web"))
    ways = [one for one in written if one in (Company, Person, Record, Lead, PhoneNumber)]
    assert ways[:2] == [Company, Person]
    assert set(ways) == {Company, Person, Record, Lead, PhoneNumber}

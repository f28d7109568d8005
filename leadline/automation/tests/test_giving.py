"""Leads are given by a route; who gives one back gets another; what nobody takes waits."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import Membership, Role, Team, User
from leadline.automation.answering import answer_due
from leadline.automation.tests.conftest import NINE, published, take_in
from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.core.models import Event
from leadline.playbooks.models import Version
from leadline.records.actions import assign, give_answers, return_turn
from leadline.records.models import Record, Turn
from leadline.work.actions.notes import show_interest
from leadline.work.models import Notice, NoticeKind

ROUTES = """
sales:
  - when: source is "Fair"
    to: pool Fair team
  - when: source is not "Nowhere"
    to: pool Inside Sales
  - to: queue Left over
"""
LEAD = """
process: Small lead
follows: lead
begins:
  - on: lead opened
stages:
  New:
    goal: Know them
    owner: role Chief
    ask:
      ready: {ask: text, optional: yes}
    next:
      - on: ready answered
        go to: With sales
  With sales:
    goal: Sales takes it or says why not
    owner: route sales
    clocks:
      accept:
        from: routed
        until: [decision answered]
        within: 4 working hours
        of: owner
        missed:
          - tell: supervisor of owner
    ask:
      decision: [Accept, Return]
    while here:
      - on: registered again
        assign: route sales
        not to: owner
      - on: interest shown
        return: turn
    next:
      - on: decision answered
        go to: New
        when: decision is Return
        to: previous owner in New
      - go to: Done
        when: decision is Accept
ends:
  Done:
    outcome: qualified
"""
PLAYBOOK = """
title: Small
languages: [en]
roles: [Inside Sales, Chief]
pools:
  Inside Sales: [Inside Sales]
  Fair team: [Fair]
queues:
  Left over: [Chief]
"""


@pytest.fixture
def people(ben: User, mei: User) -> dict[str, User]:
    """Ben is the chief; Mei and Wei are inside."""
    chief = Role.objects.create(name="Chief")
    Membership.objects.create(team=Team.objects.get(), user=ben, role=chief)
    wei = User.objects.create(email="wei@firm.example", name="Wei")
    first = Membership.objects.get(user=mei)
    Membership.objects.create(team=first.team, user=wei, role=first.role)
    return {"Ben": ben, "Mei": mei, "Wei": wei}


@pytest.fixture
def version(people: dict[str, User]) -> Version:
    text = PLAYBOOK.replace("roles: [Inside Sales, Chief]", "roles: [Inside Sales, Chief, Fair]")
    return published(LEAD, routes=ROUTES, playbook=text)


def answered(at: Any = NINE + timedelta(hours=1)) -> None:
    with standing_at(at):
        while answer_due(at):
            pass


def moved(version: Version, *sources: str) -> list[Record]:
    records = take_in(version, *sources)
    answered()
    with standing_at(NINE + timedelta(hours=1)):
        for record in records:
            give_answers(AUTOMATION, record, answers={"ready": f"now {record.seq}"})
    answered()
    for record in records:
        record.refresh_from_db()
    return records


def events_of(record: Record, name: str) -> list[Event]:
    return list(
        Event.objects.filter(stream_id=record.pk, stream="record", name=name).order_by("seq")
    )


def test_s3_25_the_route_gives_leads_in_turn_and_says_why(
    version: Version, people: dict[str, User]
) -> None:
    records = moved(version, "Web", "Web", "Web")
    assert [str(record.owner) for record in records] == ["Mei", "Wei", "Mei"]
    [event] = events_of(records[0], "routed")
    assert event.data["owner"] == "Mei"
    route = event.why["route"]
    assert [(text, fits) for _place, text, _who, fits in route["tried"]] == [
        ('source is "Fair"', False),
        ('source is not "Nowhere"', True),
    ]
    assert (route["pool"], route["got"], route["values"]) == (
        "Inside Sales", people["Mei"].pk, {"source": "Web"},
    )  # fmt: skip


def test_s3_25_every_hand_over_tells_the_new_owner_once(
    version: Version, people: dict[str, User]
) -> None:
    moved(version, "Web", "Web", "Web")
    told = Notice.objects.filter(kind=NoticeKind.HANDED, user=people["Mei"])
    assert [one.sentence for one in told] == ["Person 0 and 1 more are yours now."]


def test_s3_25_what_nobody_takes_lands_in_a_watched_queue(
    version: Version, people: dict[str, User]
) -> None:
    fair, nowhere = moved(version, "Fair", "Nowhere")
    assert str(fair.owner) == "Ben"  # nobody is in the team of fairs: its owner keeps it
    assert (nowhere.owner, nowhere.queue) == (None, "Left over")
    assert nowhere.queued_at is not None
    told = Notice.objects.filter(kind=NoticeKind.QUEUED)
    assert [(str(one.user), one.sentence) for one in told] == [
        ("Ben", "Person 1 waits in the queue “Left over”; nobody has it.")
    ]
    moved(version, "Nowhere")
    assert told.count() == 1  # he has not read the first yet


def test_what_nobody_has_and_nobody_takes_waits_unrouted(ben: User) -> None:
    roles = "[Inside Sales, Chief, Fair, Seller]"
    text = PLAYBOOK.replace("[Inside Sales, Chief]", roles)
    lead = LEAD.replace("owner: role Chief", "owner: role Seller")
    version = published(lead, routes=ROUTES, playbook=text)
    [record] = take_in(version, "Web")
    answered()
    record.refresh_from_db()
    assert (record.owner, record.queue) == (None, "Unrouted")
    with standing_at(NINE + timedelta(hours=2)):
        assign(AUTOMATION, record, owner=ben)
    record.refresh_from_db()
    assert (record.owner, record.queue, record.queued_at) == (ben, "", None)


def test_s3_25_a_lead_that_bounces_back_gives_its_turn_back(
    version: Version, people: dict[str, User]
) -> None:
    first, _second = moved(version, "Web", "Web")
    with standing_at(NINE + timedelta(hours=2)):
        give_answers(AUTOMATION, first, answers={"decision": "Return"})
    answered(NINE + timedelta(hours=2))
    first.refresh_from_db()
    assert (first.stage, str(first.owner)) == ("New", "Ben")
    assert [one.data["owner"] for one in events_of(first, "turn returned")] == ["Mei"]
    taken = dict(Turn.objects.filter(pool="Inside Sales").values_list("user__name", "taken"))
    assert taken == {"Mei": 0, "Wei": 1}
    assert [str(one.owner) for one in moved(version, "Web", "Web")] == ["Mei", "Mei"]


def test_the_text_may_give_a_turn_back(version: Version, people: dict[str, User]) -> None:
    [record] = moved(version, "Web")
    with standing_at(NINE + timedelta(hours=2)):
        show_interest(AUTOMATION, record, what="Something else")
    answered(NINE + timedelta(hours=2))
    [told] = events_of(record, "turn returned")
    assert told.data["owner"] == "Mei"
    assert told.why["text"].startswith("on: interest shown")
    assert Turn.objects.get(user=people["Mei"], pool="Inside Sales").taken == 0


def test_a_promise_runs_from_the_moment_of_routing(
    version: Version, people: dict[str, User]
) -> None:
    [record] = moved(version, "Web")
    assert record.promise == "accept"
    assert record.due_at == NINE + timedelta(hours=6)  # with the pause at noon


def test_a_turn_is_given_back_once(version: Version, people: dict[str, User]) -> None:
    [record] = moved(version, "Web")
    for _ in range(3):
        return_turn(AUTOMATION, record, reason="Spam")
    assert len(events_of(record, "turn returned")) == 1
    assert Turn.objects.get(user=people["Mei"], pool="Inside Sales").taken == 0


def test_not_to_its_owner(version: Version, people: dict[str, User]) -> None:
    [record] = moved(version, "Web")
    with standing_at(NINE + timedelta(hours=3)):
        take_in(version, "Web", at=NINE + timedelta(hours=3))  # the same person asks again
    answered(NINE + timedelta(hours=3))
    record.refresh_from_db()
    assert str(record.owner) == "Wei"
    states = {one[0]: one[1] for one in events_of(record, "routed")[-1].why["route"]["members"]}
    assert states[people["Mei"].pk] == "not"


def test_many_leads_cost_the_queries_of_few(version: Version, people: dict[str, User]) -> None:
    records, at = take_in(version, *["Web"] * 33), NINE + timedelta(hours=1)
    answered(at)

    def queries(some: list[Record]) -> int:
        with standing_at(at):
            for record in some:
                give_answers(AUTOMATION, record, answers={"ready": "yes"})
            with CaptureQueriesContext(connection) as found:
                assert answer_due(at) == len(some)
            answered(at)
        return len(found)

    few = queries(records[:3])
    assert queries(records[3:]) <= few
    assert not Record.objects.filter(owner__name="Ben").exists()

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import User
from leadline.automation.tests.conftest import published, take_in
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.records.actions import assign, give_answers
from leadline.records.models import Record

NEVER = "- action: assign\n  never while: users above 10\n  say: First ask Ben.\n"
ONLY = '- action: assign\n  only when: town is "Suzhou"\n'


def lead_with(guards: str, **answers: object) -> Record:
    [lead] = take_in(published(guards=guards), "Web")
    if answers:
        give_answers(AUTOMATION, lead, answers=answers)
    return lead


def test_what_a_guard_never_allows_is_refused_in_its_own_words(mei: User) -> None:
    lead = lead_with(NEVER, users=11)
    with pytest.raises(Refused, match=r"^First ask Ben\.$"):
        assign(AUTOMATION, lead, owner=mei)
    give_answers(AUTOMATION, lead, answers={"users": 10})
    assign(AUTOMATION, lead, owner=mei)
    lead.refresh_from_db()
    assert lead.owner == mei


def test_without_words_of_its_own_it_tells_its_condition(mei: User) -> None:
    lead = lead_with(ONLY, town="Berlin")
    with pytest.raises(Refused, match='Only when town is "Suzhou"'):
        assign(AUTOMATION, lead, owner=mei)
    give_answers(AUTOMATION, lead, answers={"town": "Suzhou"})
    assign(AUTOMATION, lead, owner=mei)


@pytest.mark.parametrize(("guards", "name"), [(NEVER, "users"), (ONLY, "town")])
def test_what_is_unknown_refuses_and_says_what(mei: User, guards: str, name: str) -> None:
    with pytest.raises(Refused, match=f"{name} is unknown"):
        assign(AUTOMATION, lead_with(guards), owner=mei)


def test_a_guard_may_ask_about_a_field_that_means_a_condition(mei: User) -> None:
    fields = "lead:\n  users: number\n  is large:\n    means: users above 10\n"
    guards = "- action: assign\n  never while: is large\n  say: Too large.\n"
    [lead] = take_in(published(guards=guards, fields=fields), "Web")
    give_answers(AUTOMATION, lead, answers={"users": 11})
    with pytest.raises(Refused, match="Too large"):
        assign(AUTOMATION, lead, owner=mei)


def test_guards_are_those_in_force_now(mei: User) -> None:
    [lead] = take_in(published(), "Web")
    assign(AUTOMATION, lead, owner=mei)
    published(guards=NEVER)
    give_answers(AUTOMATION, lead, answers={"users": 11})
    with pytest.raises(Refused):
        assign(AUTOMATION, lead, owner=None)


def test_other_actions_and_other_records_are_free(mei: User, record_of_no_playbook: Record) -> None:
    lead = lead_with(NEVER, users=11)
    give_answers(AUTOMATION, lead, answers={"users": 12})
    assign(AUTOMATION, record_of_no_playbook, owner=mei)


def test_asking_guards_of_fifty_costs_as_much_as_of_two(mei: User) -> None:
    leads = take_in(published(guards=ONLY), *["Web"] * 52)
    Record.objects.update(answers={"town": "Suzhou"})

    def cost(some: list[Record]) -> int:
        with CaptureQueriesContext(connection) as asked, Batch(AUTOMATION) as batch:
            rows = Record.objects.filter(pk__in=[lead.pk for lead in some])
            for lead in batch.claim(rows):
                assign.within(batch, lead, owner=mei)
        return len([query for query in asked if not query["sql"].startswith("UPDATE")])

    cost(leads[:1])  # the version is read once in a process
    assert cost(leads[1:3]) == cost(leads[3:])


@pytest.fixture
def record_of_no_playbook(mei: User) -> Record:
    [lead] = take_in(published(), "Fair")
    Record.objects.filter(pk=lead.pk).update(version=None, answers={"users": 99})
    return Record.objects.get(pk=lead.pk)

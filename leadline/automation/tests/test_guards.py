from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.access.models import Membership, Permission, Reach, Role, Team, User
from leadline.automation.models import Passing
from leadline.automation.tests.conftest import NINE, published, take_in
from leadline.core.actor import AUTOMATION, Actor
from leadline.core.batch import Batch
from leadline.core.clock import Driven
from leadline.core.durations import Duration, Unit
from leadline.core.errors import Forbidden, Refused
from leadline.core.models import Event
from leadline.records.actions import assign, give_answers
from leadline.records.models import Record
from leadline.work.actions.making import task

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


def by(user: User, why: str = "") -> Actor:
    return replace(person(user), passing=why)


def test_who_may_passes_with_a_reason_which_is_told_and_counted(mei: User, ben: User) -> None:
    lead = lead_with(NEVER, users=11)
    Record.objects.filter(pk=lead.pk).update(owner=mei)
    allow(ben)
    with pytest.raises(Forbidden, match="First ask Ben") as refused:
        assign(by(ben), lead, owner=ben)
    assert (refused.value.may_pass, refused.value.passed_by) == (
        True,
        "the supervisor of the owner",
    )
    assign(by(ben, "They pay double."), lead, owner=ben)
    passed = Event.objects.get(name="guard passed")
    assert (passed.actor_name, passed.data["reason"]) == ("Ben", "They pay double.")
    counted = Passing.objects.get()
    assert (counted.rule, counted.action, counted.user) == ("First ask Ben.", "assign", ben)


def test_a_reason_helps_nobody_who_may_not_pass(mei: User, ben: User) -> None:
    lead = lead_with(NEVER, users=11)
    Record.objects.filter(pk=lead.pk).update(owner=mei)
    with pytest.raises(Forbidden) as refused:
        assign(by(mei, "I want to."), lead, owner=ben)
    assert not refused.value.may_pass
    assert "This may do it all the same, with a reason: the supervisor" in refused.value.told
    assert not Passing.objects.exists()


@pytest.mark.parametrize("override", ["by owner, with reason", "nobody"])
def test_a_rule_says_who_may_pass_it(mei: User, ben: User, override: str) -> None:
    lead = lead_with(f"{NEVER}  override: {override}\n", users=11)
    Record.objects.filter(pk=lead.pk).update(owner=mei)
    allow(ben)
    with pytest.raises(Forbidden):
        assign(by(ben, "Because."), lead, owner=ben)
    if override == "nobody":
        with pytest.raises(Forbidden) as refused:
            assign(by(mei, "Because."), lead, owner=ben)
        assert refused.value.passed_by == ""
    else:
        assign(by(mei, "Because."), lead, owner=ben)


def test_automation_passes_nothing(mei: User) -> None:
    with pytest.raises(Forbidden):
        assign(replace(AUTOMATION, passing="By itself."), lead_with(NEVER, users=11), owner=mei)


def test_only_those_who_are_named_may(mei: User, ben: User) -> None:
    guard = "- action: assign\n  only by: supervisor of owner\n  override: nobody\n"
    lead = lead_with(guard)
    Record.objects.filter(pk=lead.pk).update(owner=mei)
    allow(ben)
    for actor in (by(mei), AUTOMATION):
        with pytest.raises(Forbidden, match="Only the supervisor of the owner can do this"):
            assign(actor, lead, owner=ben)
    assign(by(ben), lead, owner=ben)


SOONER = "- action: task\n  never while: users above 10\n  sooner than: 30 days\n  say: Wait.\n"


@pytest.mark.parametrize(
    ("users", "days", "is_refused"),
    [
        (11, 3, True),
        (11, 31, False),
        (11, None, True),
        (9, 3, False),
        (None, 3, True),
        (None, 31, False),
    ],
)
def test_sooner_than_is_about_what_would_come_sooner(
    mei: User, users: int | None, days: int | None, is_refused: bool
) -> None:
    lead = lead_with(SOONER, **({"users": users} if users else {}))
    with Driven(NINE):
        deadline = NINE + timedelta(days=days) if days else None
        if is_refused:
            with pytest.raises(Forbidden):
                task(AUTOMATION, lead, what="Follow up", deadline=deadline)
        else:
            task(AUTOMATION, lead, what="Follow up", deadline=deadline)


def test_sooner_than_alone_says_how_soon(mei: User) -> None:
    lead = lead_with("- action: task\n  sooner than: 30 days\n")
    with pytest.raises(Forbidden, match="Not sooner than in 30 days"):
        task(AUTOMATION, lead, what="Follow up", within=Duration(3, Unit.DAY))


def test_what_the_same_batch_has_just_learned_counts(mei: User) -> None:
    lead = lead_with(ONLY, town="Berlin")
    with Batch(AUTOMATION) as batch:
        with pytest.raises(Forbidden):
            assign.within(batch, lead, owner=mei)
        give_answers.within(batch, lead, answers={"town": "Suzhou"})
        assign.within(batch, lead, owner=mei)


def allow(user: User) -> None:
    role = Role.objects.create(name="Boss")
    Permission.objects.create(role=role, action="everything", reach=Reach.ALL)
    Membership.objects.create(team=Team.objects.get(), user=user, role=role)

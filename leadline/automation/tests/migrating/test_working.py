"""Records go over by plan: once, whatever happens meanwhile, and nothing is done twice."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from leadline.access.models import Membership, Role, Team, User
from leadline.automation.actions.migrating import move_record, move_records
from leadline.automation.answering import answer_due
from leadline.automation.following import follow_versions
from leadline.automation.migrating import working
from leadline.automation.migrating.plan import plan_of
from leadline.automation.migrating.working import move_due
from leadline.automation.models import VersionMove
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.errors import Invalid, Refused, Stale
from leadline.core.models import Event
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Published, Version
from leadline.records.actions import give_answers
from leadline.records.models import Record
from leadline.work.models import Task

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
LEAD = """
process: Small lead
follows: lead
begins:
  - on: lead opened
owner: role Inside Sales
stages:
  Fair:
    goal: Wait for their card
    ask:
      users: {ask: number, optional: yes}
    on arrival:
      - task: Look at their page
        by: owner
    while here:
      - 2 days after arrival:
          task: Call them
          by: owner
      - 6 days after arrival:
          go to: Over
      - once: users at least 100
        go to: Over
ends:
  Over:
    outcome: qualified
"""
FILES = {"playbook.yaml": "title: Small\nlanguages: [en]\nroles: [Inside Sales]\n"}
SHOW = LEAD.replace("  Fair:\n", "  Show:\n").replace("6 days after", "8 days after")


@pytest.fixture(autouse=True)
def mei(db: None) -> User:
    mei = User.objects.create(email="mei@firm.example", name="Mei")
    role, _ = Role.objects.get_or_create(name="Inside Sales")
    Membership.objects.create(team=Team.objects.create(name="Sales"), user=mei, role=role)
    return mei


def put(text: str = LEAD) -> Version:
    return publish(AUTOMATION, None, name="small", source={**FILES, "lead.yaml": text})


def take_in(version: Version, number: int) -> list[Record]:
    incoming = [
        Incoming(Candidate(name=f"Person {n}", emails=(f"p{n}@firm{n}.example",)), source="Fair")
        for n in range(number)
    ]
    door = Door(version, "Small lead")
    return [one.record for one in open_leads(AUTOMATION, None, door=door, incoming=incoming)]


def run(now: datetime) -> None:
    while answer_due(now) + follow_versions(now):
        pass


def move(**mapping: str) -> VersionMove:
    said: dict[str, Any] = {"Small lead": mapping} if mapping else {}
    number = Published.objects.select_related("current").get(name="small").current
    assert number is not None
    return move_records(AUTOMATION, None, playbook="small", number=number.number, mapping=said)


def all_through(now: datetime) -> None:
    while move_due(now):
        pass


def titles() -> list[str]:
    return sorted(Task.objects.values_list("title", flat=True))


def test_records_go_over_and_their_moments_stay() -> None:
    with Driven(NINE) as clock:
        [lead] = take_in(put(), 1)
        run(clock.at)
        new = put(LEAD.replace("6 days", "8 days"))
        run(clock.advance(days=1))
        plan = plan_of(Published.objects.get(), {})
        assert [(one.stage, one.records, one.to) for one in plan.parts] == [("Fair", 1, "Fair")]
        done = move()
        all_through(clock.at)
        lead.refresh_from_db()
        done.refresh_from_db()
        assert (lead.version, lead.visit, done.moved) == (new, 1, 1)
        told = Event.objects.get(name="moved to version")
        assert str(told) == "Moved to version 2 of its playbook, from version 1"
        run(clock.at)
        lead.refresh_from_db()
        assert lead.wake_at == NINE + 2 * DAY
        run(clock.set(NINE + 2 * DAY))
        assert titles() == ["Call them", "Look at their page"]
        run(clock.set(NINE + 7 * DAY))
        lead.refresh_from_db()
        assert lead.stage == "Fair"
        run(clock.set(NINE + 8 * DAY))
        lead.refresh_from_db()
        assert lead.stage == "Over"


def test_a_stage_that_is_gone_needs_a_mapping_and_nothing_is_done_twice() -> None:
    with Driven(NINE) as clock:
        [lead] = take_in(put(), 1)
        run(clock.set(NINE + 2 * DAY))
        put(SHOW)
        run(clock.at)
        assert [one.stage for one in plan_of(Published.objects.get(), {}).to_map] == ["Fair"]
        with pytest.raises(Refused, match="No record can go over"):
            move()
        with pytest.raises(Invalid, match="has no stage “Over”"):
            move(Fair="Over")
        move(Fair="Show")
        all_through(clock.at)
        run(clock.advance(days=1))
        lead.refresh_from_db()
        assert (lead.stage, lead.visit, [one.stage for one in lead.visits.all()]) == (
            "Show",
            1,
            ["Show"],
        )
        assert titles() == ["Call them", "Look at their page"]
        run(clock.set(NINE + 8 * DAY))
        lead.refresh_from_db()
        assert lead.stage == "Over"


def test_new_moments_that_are_past_never_come_and_tasks_of_gone_lines_are_withdrawn() -> None:
    text = LEAD.replace(
        "  - 2 days after arrival:\n          task: Call them\n          by: owner\n",
        "  - 1 days after arrival:\n          task: Write to them\n          by: owner\n"
        "      - 1 days after arrival:\n          go to: Lost\n",
    )
    text = f"{text}  Lost:\n    outcome: lost\n"
    assert text != LEAD
    with Driven(NINE) as clock:
        [lead] = take_in(put(), 1)
        run(clock.set(NINE + 2 * DAY))
        put(text)
        move()
        all_through(clock.at)
        run(clock.advance(days=1))
        assert titles() == ["Call them", "Look at their page"]
        task = Task.objects.get(title="Call them")
        assert task.withdrawn_because == "not in this version"
        told = Event.objects.get(name="moved to version")
        assert told.data["dropped"] == ["Call them"]
        lead.refresh_from_db()
        assert (lead.stage, lead.wake_at) == ("Fair", NINE + 6 * DAY)


def test_what_has_just_happened_is_answered_first_by_the_version_it_stood_on() -> None:
    with Driven(NINE) as clock:
        gone, stays = take_in(put(), 2)
        run(clock.at)
        put(LEAD.replace("at least 100", "at least 1000").replace("6 days", "8 days"))
        done = move()
        give_answers(AUTOMATION, gone, answers={"users": 200})
        all_through(clock.at)
        gone.refresh_from_db()
        stays.refresh_from_db()
        done.refresh_from_db()
        assert (gone.stage, stays.version.number if stays.version else 0) == ("Over", 2)
        assert (done.moved, done.stayed) == (1, 1)


def test_killed_in_the_middle_it_goes_on_and_moves_each_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Driven(NINE) as clock:
        take_in(put(), 5)
        run(clock.at)
        put(LEAD.replace("6 days", "8 days"))
        done, moved = move(), []

        class Killed(BaseException):
            pass

        def until_the_third(actor: Any, record: Record, *, move: VersionMove) -> bool:
            if len(moved) == 2:
                raise Killed
            moved.append(record.pk)
            return move_record(actor, record, move=move)

        monkeypatch.setattr(working, "move_record", until_the_third)
        with pytest.raises(Killed):
            move_due(clock.at)
        done.refresh_from_db()
        assert (done.moved, done.finished_at) == (2, None)
        monkeypatch.undo()
        all_through(clock.at)
        done.refresh_from_db()
        assert (done.moved, done.stayed) == (5, 0)
        assert done.finished_at is not None
        told = Event.objects.filter(name="moved to version")
        assert len({one.stream_id for one in told}) == len(told) == 5


def test_two_at_once_are_one_and_a_plan_of_before_is_stale() -> None:
    with Driven(NINE) as clock:
        take_in(put(), 2)
        run(clock.at)
        put(LEAD.replace("6 days", "8 days"))
        move()
        with pytest.raises(Refused, match="being moved already"):
            move()
        with pytest.raises(Stale, match="Look at the plan again"):
            move_records(AUTOMATION, None, playbook="small", number=1, mapping={})
        row = VersionMove.objects.get()
        pk = Record.objects.earliest("pk").pk
        assert move_record(AUTOMATION, Record(pk=pk), move=row)
        assert not move_record(AUTOMATION, Record(pk=pk), move=row)  # another worker, a bit later
        assert Event.objects.filter(name="moved to version", stream_id=pk).count() == 1


@pytest.mark.parametrize("is_through", [False, True])
def test_another_version_put_in_force_meanwhile_ends_it(is_through: bool) -> None:
    """It is told by whom, unless all that were meant had gone already."""
    with Driven(NINE) as clock:
        leads = take_in(put(), 2)
        run(clock.at)
        put(LEAD.replace("6 days", "8 days"))
        done = move()
        for lead in leads if is_through else ():
            assert move_record(AUTOMATION, lead, move=done)
        newest = put(LEAD.replace("6 days", "9 days"))
        all_through(clock.at)
        done.refresh_from_db()
        assert done.moved == (2 if is_through else 0)
        assert done.finished_at is not None
        assert done.overtaken_by == (None if is_through else newest)


def test_nobody_goes_to_a_version_that_was_overtaken_in_the_middle_of_a_turn() -> None:
    with Driven(NINE) as clock:
        leads = take_in(put(), 2)
        run(clock.at)
        put(LEAD.replace("6 days", "8 days"))
        begun = move()
        assert move_record(AUTOMATION, leads[0], move=begun)
        newest = put(LEAD.replace("6 days", "9 days"))
        assert not move_record(AUTOMATION, leads[1], move=begun)
        all_through(clock.at)
        begun.refresh_from_db()
        assert (begun.moved, begun.stayed, begun.overtaken_by) == (1, 0, newest)

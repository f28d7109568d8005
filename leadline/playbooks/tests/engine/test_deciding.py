"""What any decision promises, on random processes and histories; and the doors of the engine."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings

from leadline.playbooks.definition import Playbook
from leadline.playbooks.engine.deciding import allowed_moves, asked_fields, begin, decide, place
from leadline.playbooks.engine.state import State
from leadline.playbooks.tests.desk import MONDAY, acts, playbook_of, story_of, told, way
from leadline.playbooks.tests.random_playbooks import (
    History,
    histories,
    live,
    opened,
    playbooks,
    values,
)

some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@some
@given(playbooks(), values, histories)
def test_a_worker_that_slept_does_what_a_punctual_one_would_have_done(
    playbook: Playbook, view: dict[str, object], history: History
) -> None:
    awake, slept = opened(playbook, view), opened(playbook, view)
    live(awake, history, awake=True)
    live(slept, history, awake=False)
    assert [(e.verb, e.object, e.at) for e in slept.done] == [
        (e.verb, e.object, e.at) for e in awake.done
    ]
    assert [(m.old, m.new, m.at) for m in slept.moves] == [
        (m.old, m.new, m.at) for m in awake.moves
    ]
    assert slept.state.stage == awake.state.stage


@some
@given(playbooks(), values, histories)
def test_keys_are_unique_limits_hold_and_it_never_wakes_in_the_past(
    playbook: Playbook, view: dict[str, object], history: History
) -> None:
    story = opened(playbook, view)
    live(story, history, awake=True)
    effects = [effect.key for one in story.decisions for effect in one.effects]
    assert len(effects) == len(set(effects))
    for decision in story.decisions:
        per_instant: dict[datetime, int] = {}
        for effect in decision.effects:
            per_instant[effect.at] = per_instant.get(effect.at, 0) + 1
            assert effect.depth <= 22
        assert all(count <= 7 * 201 for count in per_instant.values())
        assert decision.wake_at is None or decision.wake_at >= decision.state.read_until
        assert not (decision.state.stuck and decision.wake_at)


@some
@given(playbooks(), values, histories)
def test_deciding_again_without_news_does_nothing(
    playbook: Playbook, view: dict[str, object], history: History
) -> None:
    story = opened(playbook, view)
    live(story, history, awake=True)
    again = decide(playbook, story.state, [], story.view, story.around())
    assert (again.effects, again.moves, again.reasons) == ((), (), ())
    assert again.state == story.state
    assert State.from_json(story.state.to_json()) == story.state


GATE = """
    process: Deal
    follows: deal
    stages:
      Awaiting both:
        next:
          - go to: Open account
            when: paid is yes and signed is yes
          - at: end of due day
            go to: Chasing
      Chasing:
        next:
          - go to: Open account
            when: paid is yes and signed is yes
      Open account:
        on arrival:
          - open: order
            once per: deal
          - send: welcome
            then go to: Won
    ends:
      Won: {outcome: won}
"""
HALVES = (("payment booked", {"paid": True}), ("agreement signed", {"signed": True}))


@pytest.mark.parametrize("order", list(permutations(HALVES)))
@pytest.mark.parametrize("together", [True, False])
def test_s0_56_two_halves_of_a_gate_open_it_once_in_any_order(
    order: tuple[tuple[str, dict[str, bool]], ...], together: bool
) -> None:
    story = story_of(GATE)
    for event, sets in order:
        story.happen(event, sets=sets)
        if not together:
            story.work()
    story.work()
    assert way(story) == ["Awaiting both", "Open account", "Won"]
    assert acts(story) == ["open order", "send welcome"]


def test_a_record_brought_in_as_history_stands_where_it_is_placed() -> None:
    playbook = playbook_of(GATE)
    now = MONDAY + timedelta(days=30)
    state = place("Deal", "Chasing", MONDAY, now, answered_seq=4)
    assert (state.stage, state.entered_at, state.read_until) == ("Chasing", MONDAY, now)
    story = story_of(GATE)
    story.now = now
    decision = decide(playbook, state, [], {}, story.around())
    assert (decision.effects, decision.moves, decision.wake_at) == ((), (), None)


OLD = """
process: Deal
follows: deal
stages:
  Chasing:
    while here:
      - 3 days after arrival:
          send: reminder
      - 9 days after arrival:
          go to: Lost
      - 60 days after arrival:
          send: goodbye
ends:
  Lost: {outcome: lost}
"""


def test_what_lay_before_a_record_was_placed_never_comes_and_what_is_to_come_does() -> None:
    story = story_of(OLD)
    story.now = MONDAY + timedelta(days=30)
    story.state = place("Deal", "Chasing", MONDAY, story.now)
    story.done.clear()
    story.now += timedelta(days=1)
    told(story, "call logged")
    assert (story.state.stage, acts(story)) == ("Chasing", [])
    story.until(MONDAY + timedelta(days=61))
    assert acts(story) == ["send goodbye"]


def test_begin_at_a_stage_that_does_not_exist_is_an_error() -> None:
    story = story_of(GATE)
    with pytest.raises(KeyError):
        begin(story.playbook, "Deal", "Nowhere", MONDAY, {}, story.around())


def test_looking_at_the_ways_changes_nothing() -> None:
    story = story_of(GATE)
    before = story.state
    allowed_moves(story.playbook, story.state, story.view, story.around())
    assert story.state == before


def test_the_asked_fields_are_all_that_is_read() -> None:
    assert asked_fields(playbook_of(GATE), "Deal") == {"paid", "signed", "due day", "owner", "deal"}


def test_a_decision_does_not_hang_on_the_present_of_the_machine() -> None:
    story = story_of(GATE, at=datetime(1999, 1, 4, 9, tzinfo=UTC))
    told(story, "payment booked", paid=True)
    assert story.decisions[-1].state.read_until == datetime(1999, 1, 4, 9, tzinfo=UTC)


def test_the_engine_knows_no_django() -> None:
    program = "import sys; sys.modules['django'] = None; import leadline.playbooks.engine.deciding"
    subprocess.run([sys.executable, "-c", program], check=True)

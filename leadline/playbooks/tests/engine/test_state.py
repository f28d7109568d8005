"""A state comes back from JSON as it went, and says nothing of what it does not hold."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from leadline.playbooks.engine.state import (
    ClockState,
    Heard,
    Lack,
    Missing,
    Run,
    SequenceState,
    State,
    Waiting,
    Wish,
    Work,
    WorkState,
)

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEN = datetime(2026, 3, 2, 10, tzinfo=UTC)


def full_state() -> State:
    lack = Missing(Lack.LEAVING, "legal name known", ("legal name",))
    return State(
        process="Deal", stage="Quoted", entered_at=TEN, opened_at=NINE, read_until=TEN,
        visit=3, cycle=2, answered_seq=7, stuck="21 moves", fired=frozenset({"b", "a"}),
        fired_ever=frozenset({"c"}), times_in={"Quoted": 2}, heard={"call logged": Heard(2, TEN)},
        wish=Wish("Won", "w", TEN, True, 4, (lack,), {"reason": "Price"}),
        clocks={"c": ClockState(NINE, owners=((NINE, "owner:4"),), pauses=((NINE, None),))},
        sequences={"s": SequenceState(NINE, status=Run.ENDED, done=frozenset({"x"}))},
        work={"w": WorkState("Quoted", 3, Work.OPEN, TEN, 1)},
        waiting={"k": Waiting("l", "send goodbye", TEN, "Quoted", "Silent")},
        owners={"Quoted": "4"},
    )  # fmt: skip


def test_a_full_state_survives_json() -> None:
    state = full_state()
    assert State.from_json(json.loads(json.dumps(state.to_json()))) == state


def test_a_changed_state_is_another_and_has_no_fields_of_its_own() -> None:
    state = State("Deal", "A", NINE, NINE, NINE)
    changed = state.but(stage="B", visit=2)
    assert (changed.stage, changed.visit, changed.opened_at) == ("B", 2, NINE)
    assert changed == replace(state, stage="B", visit=2)
    assert state.stage == "A"
    with pytest.raises(TypeError, match="stag"):
        state.but(stag="B")


def test_a_fresh_state_is_small_and_survives_json() -> None:
    state = State(process="Deal", stage="Quoted", entered_at=NINE, opened_at=NINE, read_until=NINE)
    assert set(state.to_json()) == {"process", "stage", "entered_at", "opened_at", "read_until"}
    assert State.from_json(state.to_json()) == state


def test_sets_are_written_in_order() -> None:
    assert full_state().to_json()["fired"] == ["a", "b"]


def test_anything_else_is_refused() -> None:
    with pytest.raises(ValidationError):
        State.from_json({"process": "Deal", "stage": "Quoted", "entered_at": "soon"})


def test_a_clock_knows_whether_it_runs() -> None:
    running = ClockState(NINE, pauses=((NINE, TEN),))
    assert running.is_open
    assert not running.is_paused
    assert not ClockState(NINE, status=Run.MET).is_open

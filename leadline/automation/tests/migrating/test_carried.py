"""What the engine remembers goes over by the names that things have; no database."""

from datetime import UTC, datetime
from typing import Any

from leadline.automation.migrating.carried import Names, carry_over, stages_between
from leadline.conditions.catalogue import Catalogue
from leadline.core.durations import parse_duration
from leadline.playbooks.definition import Clock, Line, Place, Playbook, Process, Stage, Work
from leadline.playbooks.engine.state import ClockState, State, Waiting, Wish, WorkState
from leadline.playbooks.engine.state import Work as Status

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
HERE = Place("lead.yaml", 1)


def book(*stages: Stage) -> Playbook:
    process = Process("Lead", HERE, "lead", {one.name: one for one in stages})
    return Playbook("small", "Small", ("en",), (), {"Lead": process}, {}, Catalogue([]))


def state(**more: Any) -> State:
    return State("Lead", "Fair", NINE, NINE, NINE, **more)


SHOW = book(
    Stage(
        "Show",
        HERE,
        was=("Fair",),
        next=(Line("Show/next/go to Over", HERE, go_to="Over"),),
        work=(Work("Look", HERE),),
    ),
    Stage("Over", HERE, outcome="won"),
)


def test_lines_are_known_by_stage_and_by_where_they_lead() -> None:
    names = Names({"Fair": "Show"})
    assert names.line("Fair/while here/send x 2") == "Show/while here/send x 2"
    assert names.line("New/next/go to Fair") == "New/next/go to Show"
    assert names.line("New/next/go to Fair 2") == "New/next/go to Show 2"
    assert names.line("New/next/go to Fairness") == "New/next/go to Fairness"
    assert names.key("Fair/while here/send x@2027") == "Show/while here/send x@2027"
    assert names.key("once/Lead/r:1/Fair/send x") == "once/Lead/r:1/Show/send x"


def test_a_renamed_stage_is_found_and_a_mapping_only_for_what_is_gone() -> None:
    names = stages_between(SHOW, SHOW, "Lead", {"Fair": "Over", "Old": "Show", "Show": "Over"})
    assert (names.stage("Fair"), names.stage("Old"), names.stage("Show")) == ("Show",) * 3


def test_what_fired_is_kept_and_what_is_gone_is_left_behind() -> None:
    kept, gone = "Fair/next/go to Over", "Fair/on arrival/open trial"
    before = state(
        fired=frozenset({kept}),
        times_in={"Fair": 2},
        wish=Wish("Over", kept, NINE),
        clocks={"Fair/answer": ClockState(NINE)},
        work={"Look": WorkState("Fair", 1, Status.OPEN, NINE),
              "Gone": WorkState("Fair", 1, Status.OPEN, NINE)},
        waiting={"key": Waiting(gone, "open trial", NINE, "Fair")},
    )  # fmt: skip
    carried = carry_over(before, SHOW, stages_between(SHOW, SHOW, "Lead", {}))
    after = carried.state
    assert (after.stage, after.visit, after.entered_at) == ("Show", 1, NINE)
    assert after.fired == {"Show/next/go to Over"}
    assert after.times_in == {"Show": 2}
    assert after.wish is not None
    assert after.wish.line == "Show/next/go to Over"
    assert (dict(after.clocks), dict(after.waiting), list(after.work)) == ({}, {}, ["Look"])
    assert carried.dropped == ("Show/answer", "Gone", "open trial")


def test_a_wish_to_a_stage_that_is_gone_is_dropped() -> None:
    carried = carry_over(state(wish=Wish("Nowhere", "x", NINE)), SHOW, Names({"Fair": "Show"}))
    assert carried.state.wish is None
    assert carried.dropped == ("Nowhere",)


def test_a_clock_that_is_there_goes_on() -> None:
    clock = Clock("answer", HERE, until=("call logged",), within=parse_duration("1 day"))
    there = book(Stage("Fair", HERE, clocks=(clock,)))
    carried = carry_over(state(clocks={"Fair/answer": ClockState(NINE)}), there, Names({}))
    assert list(carried.state.clocks) == ["Fair/answer"]

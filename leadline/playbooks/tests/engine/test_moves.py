"""What a move takes along: visits, owners, data, events, cycles, withdrawals (rules 9, 11)."""

from datetime import UTC, date, datetime

from leadline.playbooks.engine.state import State
from leadline.playbooks.tests.desk import MONDAY, acts, story_of, told, way

MOVING = """
    process: Deal
    follows: deal
    owner: role Sales
    stages:
      LAL:
        owner: role Sales
        while here:
          - on: call logged
            task: Note what was said
        next:
          - on: quote sent
            go to: MQL
            because: They asked for it
            records: anything
          - once: attempts here at least 3 and no real conversation here
            go to: Later
            with:
              due day: 90 days from now
              note: Not reached
      MQL:
        owner: role Finance
        next:
          - on: reply received
            go to: LAL
            when: times in MQL at most 2
            to: previous owner in LAL
          - on: reply received
            go to: Later
      Later:
        owner: same person
        while here:
          - at: due day
            go to: LAL
            new cycle: yes
        next: [{on: anything, go to: Lost}]
    ends:
      Lost: {outcome: lost, stop: [tasks, trials], records: quote changed}
"""


def test_a_move_says_which_visit_when_and_why() -> None:
    story = story_of(MOVING)
    told(story, "quote sent")
    move = story.moves[-1]
    assert (move.old, move.new, move.old_visit, move.visit) == ("LAL", "MQL", 1, 2)
    assert (move.at, move.because) == (MONDAY, "They asked for it")
    assert move.line == "LAL/next/go to MQL, records anything"
    assert acts(story, "record", "assign") == [
        "assign role Sales", "record anything", "assign role Finance",
    ]  # fmt: skip


def test_the_previous_owner_comes_back() -> None:
    story = story_of(MOVING, {"owner": "Ann"})
    story.view["owner"] = "Ann"
    told(story, "quote sent")
    told(story, "reply received")
    back = [one for one in story.done if one.verb == "assign"][-1]
    assert (back.object, back.params["state"].owners["LAL"]) == ("previous owner in LAL", "Ann")


def test_a_loop_has_a_limit_that_counts_visits() -> None:
    story = story_of(MOVING)
    for event in ("quote sent", "reply received") * 3:
        told(story, event)
    assert way(story) == ["LAL", "MQL", "LAL", "MQL", "LAL", "MQL", "Later"]


def test_data_on_the_way_is_set_and_seen_and_a_new_cycle_counts_anew() -> None:
    story = story_of(MOVING)
    for _ in range(3):
        told(story, "call logged")
    assert story.moves[-1].sets == {"due day": date(2026, 5, 31), "note": "Not reached"}
    assert story.view["due day"] == date(2026, 5, 31)
    story.until(datetime(2026, 6, 1, tzinfo=UTC))
    assert (story.state.stage, story.state.cycle) == ("LAL", 2)
    assert story.state.times_in == {"LAL": 1}
    assert story.state.heard == {}


def test_a_conversation_here_keeps_it_here() -> None:
    story = story_of(MOVING)
    told(story, "real conversation")
    for _ in range(3):
        told(story, "call logged")
    assert way(story) == ["LAL"]


def test_leaving_withdraws_what_the_visit_opened() -> None:
    story = story_of(MOVING)
    told(story, "call logged")
    told(story, "quote sent")
    assert acts(story, "withdraw") == ["withdraw LAL"]


def test_an_end_stops_what_it_names_and_records_its_event() -> None:
    story = story_of(MOVING, stage="Later")
    told(story, "anything")
    assert acts(story, "stop", "record") == ["record quote changed", "stop tasks", "stop trials"]


def test_the_state_of_any_story_survives_json() -> None:
    story = story_of(MOVING)
    for event in ("call logged", "quote sent", "reply received"):
        told(story, event)
        assert State.from_json(story.state.to_json()) == story.state


DECIDING = """
    process: Deal
    follows: deal
    stages:
      Offered:
        owner: role Sales
        ask:
          verdict: {ask: [Accept, Return], each visit: yes}
          note: {ask: text, optional: yes}
        before leaving: ["note known"]
        next:
          - go to: Back
            when: verdict is Return
          - go to: Skipped
            by: role Sales
            skip: yes
            ask: {why: text}
          - on: quote sent
            go to: Skipped
            with: {verdict: Accept}
      Back: {next: [{on: anything, go to: Offered, new cycle: yes}]}
      Skipped: {next: [{on: anything, go to: Won}]}
    ends:
      Won: {outcome: won}
"""


def test_a_decision_is_asked_anew_at_each_visit_and_what_is_known_stays() -> None:
    story = story_of(DECIDING)
    story.answer({"verdict": "Return", "note": "Too small"})
    assert story.state.stage == "Back"
    told(story, "anything")
    assert (story.state.stage, story.view["verdict"], story.view["note"]) == (
        "Offered", None, "Too small",
    )  # fmt: skip
    assert acts(story, "forget") == ["forget verdict"]
    story.answer({"verdict": "Return"})
    assert (story.state.stage, story.state.cycle) == ("Back", 2)


def test_a_skip_asks_its_reason_and_passes_what_the_stage_still_asks() -> None:
    story = story_of(DECIDING)
    story.ask_to_move("Skipped")
    assert [one.name for one in story.state.wish.missing] == ["why"]  # type: ignore[union-attr]
    story.ask_to_move("Skipped", answers={"why": "They know us"})
    assert story.state.stage == "Skipped"
    assert story.moves[-1].mark == "skip"

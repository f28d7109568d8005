"""What a person may ask for, what is refused, and whose wish stands (rule 8)."""

import pytest

from leadline.core.actor import Actor, ActorKind
from leadline.playbooks.engine.deciding import allowed_moves, offers
from leadline.playbooks.engine.decision import WISH_TAKEN_BACK
from leadline.playbooks.engine.persons import WhyNot
from leadline.playbooks.engine.state import Lack
from leadline.playbooks.scenarios.story import Story
from leadline.playbooks.tests.desk import FIELDS, acts, story_of, told, way

ASKING = """
    process: Deal
    follows: deal
    everywhere:
      - go to: Disqualified
        by: [owner, role Sales]
    stages:
      Talking:
        ask:
          note: text
        before leaving:
          - size known
        next:
          - on: quote accepted
            go to: Billing
          - go to: Quoted
            by: owner
            when: urgent is yes
          - go to: Billing
      Quoted: {next: [{on: anything, go to: Won}]}
      Billing: {next: [{on: anything, go to: Won}]}
    ends:
      Won: {outcome: won}
      Disqualified:
        outcome: disqualified
        reopens: as a new cycle at Talking
"""


def ways(story: Story) -> dict[str, tuple[bool, WhyNot]]:
    found = allowed_moves(story.playbook, story.state, story.view, story.around())
    return {way.line.id: (way.allowed, way.why_not) for way in found}


def test_the_ways_from_here_and_why_not() -> None:
    assert ways(story_of(ASKING)) == {
        "Talking/next/go to Billing #1": (False, WhyNot.EVENT),
        "Talking/next/go to Quoted": (False, WhyNot.WHEN),
        "Talking/next/go to Billing #2": (True, WhyNot.OPEN),
        "everywhere/go to Disqualified": (True, WhyNot.OPEN),
    }


def test_a_persons_wish_lists_answers_and_gates_and_is_met_later() -> None:
    story = story_of(ASKING)
    story.ask_to_move("Billing")
    wish = story.state.wish
    assert wish is not None
    assert (wish.by_person, wish.actor) == (True, 1)
    assert [(one.kind, one.name) for one in wish.missing] == [
        (Lack.ANSWER, "note"),
        (Lack.LEAVING, "size known"),
    ]
    told(story, "anything", note="x", size=1)
    assert way(story) == ["Talking", "Billing"]
    assert story.moves[-1].by == 1


def test_what_is_not_offered_is_refused_with_the_list() -> None:
    story = story_of(ASKING)
    story.ask_to_move("Quoted")
    story.ask_to_move("Won")
    refused = [one for one in story.done if one.verb == "refuse"]
    assert [one.object for one in refused] == ["Quoted", "Won"]
    assert refused[0].params["allowed"] == ("Billing", "Disqualified")
    assert way(story) == ["Talking"]


def test_answers_given_with_the_wish_count_for_it() -> None:
    story = story_of(ASKING)
    story.ask_to_move("Billing", answers={"note": "x", "size": 4})
    assert way(story) == ["Talking", "Billing"]
    assert story.view["note"] == "x"


def test_a_persons_wish_is_not_replaced_by_an_automatic_one() -> None:
    story = story_of(ASKING, {"urgent": True})
    story.ask_to_move("Quoted")
    told(story, "quote accepted")
    assert story.state.wish is not None
    assert story.state.wish.to == "Quoted"
    story.ask_to_move("Billing")
    assert story.state.wish.to == "Billing"


def test_a_wish_can_be_taken_back() -> None:
    story = story_of(ASKING)
    story.ask_to_move("Billing")
    told(story, WISH_TAKEN_BACK)
    assert story.state.wish is None
    told(story, "anything", size=1)
    assert way(story) == ["Talking"]


def test_somebody_with_the_right_passes_a_gate_and_says_why() -> None:
    story = story_of(ASKING, {"note": "x"})
    story.ask_to_move("Billing", passing="the customer is on the phone")
    assert way(story) == ["Talking", "Billing"]
    (passed,) = [one for one in story.done if one.verb == "pass gate"]
    assert passed.why == "the customer is on the phone"
    assert passed.params["gates"] == ("size known",)


def test_who_is_not_the_owners_supervisor_passes_no_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    story = story_of(ASKING, {"note": "x"})
    around = story.around()
    nobody = type(around)(**{**vars(around), "is_who": lambda who, actor: False})
    monkeypatch.setattr(story, "around", lambda: nobody)
    story.ask_to_move("Billing", passing="let me through")
    assert way(story) == ["Talking"]
    assert story.state.wish is not None
    assert story.state.wish.to == "Billing"
    found = allowed_moves(story.playbook, story.state, story.view, nobody)
    assert not any(one.may_pass for one in found)


def test_a_gate_about_a_contract_is_passed_by_nobody() -> None:
    asking = ASKING.replace("- size known", "- contract known")
    files = {"fields.yaml": f"{FIELDS}  contract: yes or no\n"}
    story = story_of(asking, {"note": "x"}, files=files)
    story.ask_to_move("Billing", passing="the customer is on the phone")
    assert way(story) == ["Talking"]
    found = allowed_moves(story.playbook, story.state, story.view, story.around())
    assert not any(one.may_pass for one in found)


def test_what_was_said_with_a_wish_is_not_asked_again_when_its_gate_is_passed() -> None:
    asking = ASKING.replace(
        "- go to: Billing\n      Quoted",
        "- go to: Billing\n            ask:\n              urgent: yes or no\n      Quoted",
    )
    assert asking != ASKING
    story = story_of(asking, {"note": "x"})
    story.ask_to_move("Billing", answers={"urgent": True})
    assert way(story) == ["Talking"]
    story.ask_to_move("Billing", passing="they wait")
    assert way(story) == ["Talking", "Billing"]
    assert story.view["urgent"] is True


def test_only_those_named_may_move() -> None:
    story = story_of(ASKING, {"urgent": True})
    nobody = Actor(ActorKind.PERSON, 9)
    around = story.around()
    around = type(around)(**{**vars(around), "is_who": lambda who, actor: actor != nobody})
    found = allowed_moves(story.playbook, story.state, story.view, around, nobody)
    assert {one.why_not for one in found if one.line.by} == {WhyNot.NOT_THEM}


@pytest.mark.parametrize("event", ["quote accepted", "anything"])
def test_an_end_hears_nothing_and_reopens_as_a_new_cycle(event: str) -> None:
    story = story_of(ASKING)
    story.ask_to_move("Disqualified")
    told(story, event, note="x", size=1)
    assert way(story) == ["Talking", "Disqualified"]
    story.view["note"] = None
    story.ask_to_move("Talking")
    assert (story.state.stage, story.state.cycle, story.state.visit) == ("Talking", 2, 3)
    assert story.state.times_in == {"Talking": 1}
    assert acts(story, "refuse") == []


OFFERING = """
    process: Deal
    follows: deal
    may:
      - call: Anything new?
      - visit: Say hello
        when: urgent is yes
    stages:
      Talking:
        suggest:
          - call: Hold the price
            when: times here at most 1
          - call: Give a discount
        next: [{on: anything, go to: End}]
    ends:
      End: {outcome: done}
"""


def test_what_may_be_done_and_the_first_suggestion_that_fits() -> None:
    story = story_of(OFFERING)
    found = offers(story.playbook, story.state, story.view, story.around())
    assert [one.doing.object for one in found] == ["Anything new?", "Hold the price"]
    told(story, "anything")
    assert offers(story.playbook, story.state, story.view, story.around()) == ()

"""Work of several people: what waits for what, done, undone, not needed, kept open, withdrawn."""

from leadline.playbooks.engine.state import Work
from leadline.playbooks.scenarios.story import Story
from leadline.playbooks.tests.desk import acts, story_of, told, way

PREPARING = """
    process: Deal
    follows: deal
    stages:
      Preparing:
        work:
          Approval:
            by: role Finance
            needed when: deal amount above 100 GBP
            is done when: urgent is yes
          Quote:
            by: role Sales
          Signature:
            after: [Approval, Quote]
            is done when: signed is yes
            undone by: [quote changed]
          Follow-up:
            by: owner
            keeps open: yes
        next:
          - on: quote accepted
            go to: Quoted
          - go to: Quoted
            when: paid is yes
      Quoted:
        next:
          - on: quote changed
            go to: Preparing
          - on: anything
            go to: Won
    ends:
      Won: {outcome: won}
"""


def status(story: Story) -> dict[str, Work]:
    return {name: one.status for name, one in story.state.work.items()}


def piece(story: Story, name: str) -> None:
    """Somebody says that a piece of work is done."""
    story.finish([one for one in story.done if one.verb == "work" and one.object == name][-1])


def test_what_may_begin_is_opened_and_the_rest_waits() -> None:
    story = story_of(PREPARING, {"deal amount": (20_000, "GBP")})
    assert acts(story, "work") == ["work Approval", "work Quote", "work Follow-up"]
    assert status(story)["Signature"] is Work.BLOCKED
    assert story.done[0].key == "deal:1/1/work Approval/1"


def test_work_that_is_not_needed_holds_nothing_back() -> None:
    story = story_of(PREPARING, {"deal amount": (5_000, "GBP")})
    assert status(story)["Approval"] is Work.NOT_NEEDED
    piece(story, "Quote")
    assert status(story)["Signature"] is Work.OPEN


def test_the_stage_is_left_when_all_needed_work_is_done() -> None:
    story = story_of(PREPARING, {"paid": True})
    piece(story, "Quote")
    assert way(story) == ["Preparing"]
    told(story, "anything", signed=True)
    assert way(story) == ["Preparing", "Quoted"]
    finished = [one.object for one in story.done if one.verb == "finish work"]
    assert finished == ["Quote", "Signature"]


def test_done_work_is_undone_by_its_event_and_opened_again() -> None:
    story = story_of(PREPARING)
    piece(story, "Quote")
    told(story, "anything", signed=True)
    assert status(story)["Signature"] is Work.DONE
    told(story, "quote changed")  # the signature is still there, but it is not this quote's
    assert status(story)["Signature"] is Work.OPEN
    told(story, "anything", signed=False)
    told(story, "anything", signed=True)
    assert status(story)["Signature"] is Work.DONE
    keys = [one.key for one in story.done if one.verb == "work" and one.object == "Signature"]
    assert keys == ["deal:1/1/work Signature/1", "deal:1/1/work Signature/2"]


def test_a_person_who_finishes_undone_work_again_need_not_wait_for_its_condition_to_change() -> (
    None
):
    story = story_of(PREPARING)
    piece(story, "Quote")
    told(story, "anything", signed=True)
    told(story, "quote changed")
    piece(story, "Signature")
    assert status(story)["Signature"] is Work.DONE


def test_work_that_becomes_unneeded_is_withdrawn() -> None:
    story = story_of(PREPARING, {"deal amount": (20_000, "GBP")})
    told(story, "anything", deal_amount=(1_000, "GBP"))
    assert acts(story, "withdraw") == ["withdraw Approval"]


def test_leaving_withdraws_all_but_what_keeps_open_which_is_not_opened_twice() -> None:
    story = story_of(PREPARING)
    told(story, "quote accepted")
    (left,) = [one for one in story.done if one.verb == "withdraw"]
    assert left.params == {"visit": 1, "except": ("deal:1/1/work Follow-up/1",)}
    assert status(story) == {"Follow-up@1": Work.OPEN}
    told(story, "quote changed")
    assert acts(story, "work").count("work Follow-up") == 1
    assert status(story)["Follow-up"] is Work.OPEN
    piece(story, "Follow-up")
    assert status(story)["Follow-up"] is Work.DONE


def test_work_that_is_kept_open_can_be_finished_in_a_later_stage() -> None:
    story = story_of(PREPARING)
    told(story, "quote accepted")
    told(story, "anything")
    piece(story, "Follow-up")
    assert status(story) == {}
    assert acts(story, "finish work") == ["finish work Follow-up"]


DOING = """
    process: Deal
    follows: deal
    stages:
      Issuing:
        work:
          Letter:
            send: welcome
          Research:
            ask:
              size: number
          Call them:
            call: Ask for the address
            after: [Letter]
        next: [{go to: Won}]
    ends:
      Won: {outcome: won}
"""


def test_work_is_done_by_its_action_or_by_its_answers() -> None:
    story = story_of(DOING)
    assert acts(story, "send", "call") == ["send welcome", "call Ask for the address"]
    story.answer({"size": 3})
    assert way(story) == ["Issuing"]
    story.finish([one for one in story.done if one.verb == "call"][-1])
    assert way(story) == ["Issuing", "Won"]

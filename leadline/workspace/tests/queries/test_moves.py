"""Each way out stands once: open with what it asks, or shut with a sentence that says why."""

from leadline.access.actor import person
from leadline.core.clock import now
from leadline.workspace.queries.moves import asked_on, moves_of
from leadline.workspace.reading import reading_of


def choices(cast, user):
    reading = reading_of(cast.lead, now())
    return {one.to: one for one in moves_of(reading, person(user))}


def test_the_owner_may_close_it_and_is_asked_why(cast):
    lost = choices(cast, cast.mei)["Ended badly"]
    assert lost.allowed
    assert [one["field"] for one in lost.asks] == ["reason"]
    assert lost.outcome == "lost"


def test_somebody_else_is_told_who_may(cast):
    lost = choices(cast, cast.ben)["Ended badly"]
    assert not lost.allowed
    assert lost.why_not.startswith("Only the owner")


def test_what_happens_by_itself_says_so(cast):
    won = choices(cast, cast.mei)["Ended well"]
    assert won.why_not == "Happens by itself: interest shown."


def test_the_next_stage_says_what_it_waits_for(cast):
    shown = choices(cast, cast.mei)["Shown"]
    assert shown.allowed
    assert set(shown.missing) == {"Mood", "Look them up"}


def test_an_end_asks_its_questions(cast):
    reading = reading_of(cast.lead, now())
    line = next(one for one in reading.process.everywhere if one.go_to == "Ended badly")
    assert [one.field for one in asked_on(reading, line)] == ["reason"]

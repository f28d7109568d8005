"""Before the next step: what is known with its evidence, what is missing, and who is asked."""

from leadline.core.clock import now
from leadline.records.actions import ask_move, give_answers
from leadline.workspace.queries.needs import applies, asked_of_customers, needs_of
from leadline.workspace.reading import reading_of


def needs(cast):
    cast.lead.refresh_from_db()
    return needs_of(reading_of(cast.lead, now()))


def test_what_is_missing_and_what_is_known(cast):
    give_answers(cast.as_mei, cast.lead, answers={"mood": "Good"}, evidence="call 17")
    found = needs(cast)
    assert [one.field for one in found.missing] == ["size", "paper", "our guess"]
    [mood] = found.known
    assert (mood.label, mood.value, mood.evidence) == ("Mood", "Good", "call 17 · Mei Chen")
    assert [(one.name, one.status) for one in found.pieces] == [("Look them up", "open")]
    assert found.goal == "Know what they want"


def test_a_wish_says_what_it_waits_for(cast, page, client):
    client.force_login(cast.mei)
    ask_move(cast.as_mei, cast.lead, to="Shown", line="Asked/next/go to Shown")
    client.post(f"/records/{cast.lead.pk}/notes/", {"what": "They hesitate."})
    wish = needs(cast).wish
    assert wish.to == "Shown"
    assert set(wish.missing) == {"Mood", "Look them up"}


def test_customers_are_not_asked_what_we_supply(cast):
    reading = reading_of(cast.lead, now())
    asked = asked_of_customers(reading, needs_of(reading))
    assert [one.field for one in asked] == ["mood", "size", "paper"]
    assert all(applies(reading, one) for one in reading.stage.ask)


def test_an_end_asks_nothing(cast):
    cast.lead.stage = "Ended well"
    found = needs_of(reading_of(cast.lead, now()))
    assert (found.questions, found.pieces, found.wish) == ((), (), None)

"""The lead page is whole, in a constant number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.clock import now
from leadline.core.remembered import remembering
from leadline.mail.actions.outbox import take_back
from leadline.mail.actions.writing import write
from leadline.work.actions.making import task
from leadline.work.actions.notes import note
from leadline.workspace.queries.lead import (
    lead_page,
    promises_of,
    ring_state,
    spoken,
    stops_of,
    unsent_of,
)
from leadline.workspace.reading import reading_of


def whole(cast):
    """As it is read in a request: what all of the page shares is asked for once."""
    with remembering():
        return lead_page(cast.lead, cast.mei, now(), here=f"/leads/{cast.lead.pk}/")


def test_it_has_everything(cast):
    page = whole(cast)
    assert page.stage == "Asked"
    assert page.lead.message == "We buy 200 t a month."
    assert [one.row.heading for one in page.tasks] == ["Look them up"]
    assert [one.choice.to for one in page.moves] == ["Shown", "Ended badly"]
    assert [one.to for one in page.shut] == ["Ended well"]
    assert page.answers.asked.keys() == {"mood", "size", "paper", "our-guess"}


def test_the_promise_runs_in_working_time(cast, clock):
    [promise] = whole(cast).promises
    assert (promise.name, promise.left, promise.state) == ("Everybody hears from us", 100, "good")
    clock.advance(days=1)
    assert whole(cast).promises[0].state == "over"
    assert promises_of(None, cast.mei, now()) == ()


@pytest.mark.parametrize(
    ("left", "late", "state"),
    [(80, False, "good"), (50, False, "warn"), (20, False, "late"), (0, True, "over")],
)
def test_a_ring_says_how_much_is_left(left, late, state):
    assert ring_state(left, late=late) == state


def test_without_a_playbook_there_is_a_page_still(cast):
    cast.lead.version = None
    page = whole(cast)
    assert (page.needs, page.answers, page.moves, page.stops) == (None, None, [], ())
    assert stops_of(None) == ()
    assert spoken(page.tasks[0], None) == page.tasks[0]


def test_a_longer_history_costs_no_more_queries(cast, django_assert_num_queries):
    cast.lead.refresh_from_db()
    note(cast.as_mei, cast.lead, what="A first note")
    whole(cast)  # the playbook is read once per process
    with CaptureQueriesContext(connection) as few:
        whole(cast)
    for number in range(20):
        note(cast.as_mei, cast.lead, what=f"Note {number}")
    with django_assert_num_queries(len(few)):
        whole(cast)
    assert len(few) < 60


def test_a_task_is_spoken_in_the_playbooks_words(cast):
    made = task(cast.as_mei, cast.other, what="Send flowers", goal="They smile")
    assert made is not None
    page = lead_page(cast.other, cast.mei, now(), here="/")
    assert {one.row.heading for one in page.tasks} == {"Look them up", "Send flowers"}
    assert reading_of(cast.other, now()) is not None


def test_letters_that_have_not_left_stand_with_their_subject(cast):
    write(cast.as_mei, cast.lead, subject="Prices of March", body="Here they are.")
    [letter] = whole(cast).letters
    assert letter.title == "Prices of March"
    take_back(cast.as_mei, cast.lead, letter=cast.lead.letters.get())
    assert unsent_of(cast.lead, None, now()) == []

"""Many records at once: each through its action, and the refused ones with their reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.records.actions import assign
from leadline.records.models import Record
from leadline.workspace.bulk import (
    ADD,
    SAY,
    TAKE,
    answer_all,
    each,
    give_to,
    move_all,
    together,
    undo,
)
from leadline.workspace.tests.conftest import many, run, take_in


def everything():
    return list(Record.objects.filter(kind="lead").order_by("pk"))


def owners():
    return set(Record.objects.filter(kind="lead").values_list("owner__name", flat=True))


def test_owners_change_and_come_back(cast):
    outcome = give_to(cast.as_mei, everything(), cast.ben, "Mei is away")
    assert (outcome.number, outcome.refused, owners()) == (2, [], {"Ben Lee"})
    undone = undo(cast.as_mei, everything(), outcome)
    assert (undone.number, owners()) == (2, {"Mei Chen"})


def test_what_changed_since_is_not_taken_back(cast):
    outcome = give_to(cast.as_mei, everything(), cast.ben, "")
    assign(cast.as_mei, cast.lead, owner=cast.kai)
    undone = undo(cast.as_mei, everything(), outcome)
    assert [(one.pk, one.sentence) for one in undone.refused] == [
        (cast.lead.pk, "This was changed again since.")
    ]
    assert owners() == {"Kai", "Mei Chen"}


def test_an_act_that_is_refused_half_way_leaves_nothing(cast):
    def act(batch, record):
        assign.within(batch, record, owner=cast.ben)
        raise Refused("There is no more room.")

    with pytest.raises(Refused, match="no more room"):
        each(cast.as_mei, everything(), act)
    assert owners() == {"Mei Chen"}


def test_who_may_not_is_told_for_each(cast):
    outcome = give_to(person(cast.kai), everything(), cast.kai, "")
    assert outcome.number == 0
    assert len(outcome.refused) == 2
    assert "someone else" in outcome.refused[0].sentence
    assert owners() == {"Mei Chen"}


def test_answers_are_written_and_taken_back(cast):
    outcome = answer_all(cast.as_mei, everything(), "mood", "Good")
    assert [one.answers["mood"] for one in everything()] == ["Good", "Good"]
    undo(cast.as_mei, everything(), outcome)
    assert [one.answers["mood"] for one in everything()] == [None, None]


def test_a_move_says_what_is_missing_and_asks_for_nothing(cast):
    outcome = move_all(cast.as_mei, everything(), "Shown")
    assert outcome.number == 0
    assert "Mood" in outcome.refused[0].sentence
    assert not Event.objects.filter(name="move asked").exists()
    [ended, _other] = move_all(cast.as_mei, everything(), "Ended badly").refused
    assert "asks for: Reason" in ended.sentence
    assert (
        "No way leads there" in move_all(cast.as_mei, everything(), "Nowhere").refused[0].sentence
    )


def test_a_move_that_may_be_made_is_made(cast):
    answer_all(cast.as_mei, everything(), "mood", "Good")
    answer_all(cast.as_mei, everything(), "website", "example.com")
    run()
    assert {one.stage for one in everything()} == {"Shown"}
    outcome = move_all(cast.as_mei, everything(), "Ended well")
    assert (outcome.number, outcome.refused) == (2, [])
    run()
    assert {one.stage for one in everything()} == {"Ended well"}


@pytest.mark.parametrize("act", ["owner", "answer", "stage"])
def test_more_records_cost_no_more_queries(cast, act, django_assert_num_queries):
    acts = {
        "owner": lambda: give_to(cast.as_mei, everything(), cast.kai, ""),
        "answer": lambda: answer_all(cast.as_mei, everything(), "mood", "Bad"),
        "stage": lambda: move_all(cast.as_mei, everything(), "Ended badly"),
    }
    take_in(cast.version, *many(1))
    with CaptureQueriesContext(connection) as few:
        acts[act]()
    give_to(cast.as_mei, everything(), cast.mei, "")
    answer_all(cast.as_mei, everything(), "mood", "Good")
    take_in(cast.version, *many(9)[1:])
    with django_assert_num_queries(len(few)):
        acts[act]()


@pytest.mark.parametrize(
    ("how", "had", "says"),
    [
        (SAY, ["Big"], ["New"]),
        (ADD, ["Big"], ["Big", "New"]),
        (ADD, None, ["New"]),
        (ADD, {"told": False}, ["New"]),
        (TAKE, ["Big", "New"], ["Big"]),
        (TAKE, ["New"], None),
        (TAKE, None, None),
    ],
)
def test_several_choices_are_put_together(how, had, says):
    assert together(how, had, ["New"]) == says

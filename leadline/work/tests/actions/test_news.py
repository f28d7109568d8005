"""Followers hear what others do, once for each event, and never of what they did themselves."""

import io
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from leadline.access.actor import person
from leadline.access.models import Membership, User
from leadline.core.actor import AUTOMATION, CUSTOMER
from leadline.core.batch import Batch
from leadline.files.store import receive
from leadline.records.actions import ask_move, assign, give_answers
from leadline.records.cause import Cause
from leadline.records.events import ENDED, ENTERED
from leadline.records.models import Record
from leadline.work.actions.files import attach_file
from leadline.work.actions.following import follow_record
from leadline.work.actions.notes import note
from leadline.work.models import Follower, Notice
from leadline.work.queries import unmailed
from leadline.work.tests.conftest import Cast, leads


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def followed(cast: Cast) -> Record:
    for one in (cast.mei, cast.ben):
        follow_record(person(one), one, record=cast.lead)
    return cast.lead


def heard(user: User) -> list[str]:
    return [str(notice) for notice in user.notices.order_by("pk")]


def moved(record: Record, *stages: str, ended: bool = False) -> None:
    """As automation moves a record."""
    with Batch(AUTOMATION) as batch:
        [locked] = batch.lock([record])
        for stage in stages:
            batch.change(locked, stage=stage)
            about = {"stage": stage, "from": "Registered"}
            batch.happened(locked, ENDED if ended else ENTERED, **about)


def test_each_kind_of_news_has_its_sentence(cast: Cast, followed: Record) -> None:
    give_answers(CUSTOMER, followed, answers={"website": "w.example", "headcount": 5})
    received = receive(io.BytesIO(b"%PDF-1.4\n"), "plan.pdf")
    attach_file(cast.as_mei, followed, received=received)
    note(cast.as_mei, followed, what="They call back")
    moved(followed, "Closed", ended=True)
    assign(cast.as_mei, followed, owner=cast.ben)
    assert heard(cast.ben) == [
        "New answers about Lead 0: website, headcount",
        "New file about Lead 0: plan.pdf",
        "Mei Chen wrote about Lead 0: They call back",
        "Lead 0 is now at “Closed”.",
        "Lead 0 is yours now.",
    ]
    assert heard(cast.mei) == [heard(cast.ben)[0], heard(cast.ben)[3]]  # the rest she did


def test_only_a_new_owner_and_a_mention_are_mailed(cast: Cast, followed: Record) -> None:
    give_answers(CUSTOMER, followed, answers={"website": "w.example"})
    note(cast.as_mei, followed, what="They call back")
    moved(followed, "Closed", ended=True)
    assert [one.is_quiet for one in cast.ben.notices.all()] == [True, True, True]
    assert list(unmailed(9)) == []
    note(cast.as_mei, followed, what="@Ben Lee look")
    assign(AUTOMATION, followed, owner=cast.kai)
    of_ben = [one.kind for one in unmailed(9) if one.user == cast.ben]
    assert of_ben == ["mentioned", "owned"]


def test_who_is_mentioned_hears_of_a_note_once(cast: Cast, followed: Record) -> None:
    note(cast.as_mei, followed, what="@Ben Lee look")
    assert [one.kind for one in cast.ben.notices.all()] == ["mentioned"]


def test_a_move_that_one_asked_for_is_ones_own_act(cast: Cast, followed: Record) -> None:
    ask_move(cast.as_mei, followed, to="Closed")
    moved(followed, "Closed", ended=True)
    assert (len(heard(cast.ben)), heard(cast.mei)) == (1, [])


def test_a_move_after_the_one_asked_for_is_news(cast: Cast, followed: Record) -> None:
    ask_move(cast.as_mei, followed, to="Closed")
    moved(followed, "Elsewhere")
    moved(followed, "Closed")
    assert len(heard(cast.mei)) == 2


def test_of_several_moves_at_once_the_last_is_told(cast: Cast, followed: Record) -> None:
    moved(followed, "Somewhere", "Elsewhere")
    assert heard(cast.ben) == ["Lead 0 is now at “Elsewhere”."]


def test_what_the_playbook_notes_and_that_nobody_has_it_is_no_news(
    cast: Cast, followed: Record
) -> None:
    note(AUTOMATION, followed, what="attempt counted", cause=Cause("k"))
    assign(cast.as_mei, followed, owner=None)
    assert heard(cast.ben) == []


def test_who_may_not_see_it_any_more_hears_nothing(cast: Cast, followed: Record) -> None:
    Membership.objects.filter(user=cast.ben).delete()
    cast.mei.is_active = False
    cast.mei.save()
    give_answers(CUSTOMER, followed, answers={"website": "w.example"})
    assert not Notice.objects.exists()


def test_many_records_are_told_of_in_a_constant_number_of_queries(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    def queries(number: int) -> int:
        records = leads(number, owner=cast.mei)
        Follower.objects.bulk_create(
            Follower(record=one, user=cast.ben, since=one.opened_at) for one in records
        )
        with django_assert_max_num_queries(99) as found, Batch(cast.as_mei) as batch:
            for record in batch.lock(records):
                give_answers.within(batch, record, answers={"website": "w.example"})
        return len(found)

    assert queries(2) == queries(12)
    assert len(heard(cast.ben)) == 14

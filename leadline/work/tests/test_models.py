"""Rows say what they are in the reader's language, and the database keeps them whole."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone, translation

from leadline.work.models import Call, Note, Notice, NoticeKind, Task, TaskKind
from leadline.work.tests.conftest import MONDAY, Cast


def test_a_task_says_what_to_do() -> None:
    assert str(Task(kind=TaskKind.ANSWER, title="website")) == "Find out: website"
    assert str(Task(kind=TaskKind.TASK, title="Call back")) == "Call back"


def test_a_task_is_late_from_its_moment_until_it_is_done() -> None:
    task = Task(due_at=MONDAY)
    assert not task.is_late(MONDAY - timedelta(seconds=1))
    assert task.is_late(MONDAY)
    task.done_at = MONDAY
    assert not task.is_late(MONDAY)
    assert not Task().is_late(MONDAY)


def test_a_task_ends_once(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        Task.objects.create(record=cast.lead, made_at=MONDAY, done_at=MONDAY, withdrawn_at=MONDAY)


def test_calls_and_notes_read_as_what_they_say() -> None:
    assert str(Call(result="no answer")) == "No answer"
    assert str(Note(text="12 seats")) == "12 seats"


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_notice_is_a_sentence_even_after_an_erasure(kind: NoticeKind) -> None:
    assert "–" in str(Notice(kind=kind))
    assert "Lead 1" in Notice(kind=kind, data={"title": "Lead 1"}).sentence


def test_a_notice_tells_times_in_the_readers_zone() -> None:
    data = {"clock": "first response", "title": "Lead 1", "due_at": MONDAY.isoformat()}
    with timezone.override("Asia/Shanghai"), translation.override("en"):
        assert "17:00" in Notice(kind=NoticeKind.CLOCK_MISSED, data=data).sentence

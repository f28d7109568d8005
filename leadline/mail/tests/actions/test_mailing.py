"""Two workers mail nothing twice, whichever of them is faster and wherever one of them stands."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Lock
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import User
from leadline.mail import digests
from leadline.mail.actions.mailing import mail_once
from leadline.mail.digests import mail_digests
from leadline.mail.notices import mail_notices
from leadline.mail.post import Answer, Post, Verdict
from leadline.mail.tests.conftest import NOON
from leadline.records.models import Record
from leadline.work.models import Notice, NoticeKind

ROUNDS: list[Callable[..., int]] = [mail_notices, mail_digests]


@pytest.fixture
def waiting(english_lead: Record, anna: User) -> None:
    """Three notices, and three more for a digest."""
    User.objects.update(has_digest=True)
    data = {"title": "Tom", "stage": "New"}
    for is_quiet in (True, False) * 3:
        Notice.objects.create(
            user=anna, record=english_lead, kind=NoticeKind.TOLD, data=data, is_quiet=is_quiet,
            given_at=NOON - timedelta(days=1),
        )  # fmt: skip


def ids(sent: list[EmailMessage]) -> list[str]:
    return sorted(one.extra_headers["Message-ID"] for one in sent)


def test_while_one_mail_leaves_another_worker_mails_only_the_rest(
    waiting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[EmailMessage] = []
    others: list[int] = []

    def sends(self: Post, message: EmailMessage) -> Answer:
        sent.append(message)
        if len(sent) == 1:  # here the other worker has its rounds
            others.extend(job(NOON) for job in ROUNDS)
        return Answer(Verdict.ACCEPTED)

    monkeypatch.setattr(Post, "send", sends)
    own = [job(NOON) for job in ROUNDS]
    assert (sum(own), sum(others)) == (1, 3)
    assert len(set(ids(sent))) == len(sent) == 4
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_what_is_read_while_a_digest_is_written_is_not_mailed(
    waiting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    makes = digests.message_of

    def meanwhile(*told: Any) -> EmailMessage:
        Notice.objects.filter(is_quiet=True).update(read_at=NOON)
        return makes(*told)

    monkeypatch.setattr(digests, "message_of", meanwhile)
    assert mail_digests(NOON) == 0
    assert not Notice.objects.filter(is_quiet=True).exclude(mailing_at=None).exists()


def test_of_a_digest_all_is_taken_or_nothing(waiting: None) -> None:
    rows = list(Notice.objects.order_by("pk"))
    with Post() as post:
        assert mail_once(post, rows[2:3], None, NOON) is Verdict.ACCEPTED
        assert mail_once(post, rows[:4], None, NOON) is None
        assert mail_once(post, rows[:2], None, NOON) is Verdict.ACCEPTED
    assert Notice.objects.filter(mailed_at=NOON).count() == 3


def test_many_rows_of_one_mail_cost_as_many_queries_as_one(waiting: None) -> None:
    one, *rest = Notice.objects.order_by("pk")
    counted = []
    with Post() as post:
        for rows in ([one], rest):
            with CaptureQueriesContext(connection) as asked:
                mail_once(post, rows, None, NOON)
            counted.append(len(asked))
    assert counted[0] == counted[1]


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_mail_nothing_twice(
    waiting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[EmailMessage] = []
    writing, start = Lock(), Barrier(2)

    def sends(self: Post, message: EmailMessage) -> Answer:
        with writing:
            sent.append(message)
        return Answer(Verdict.ACCEPTED)

    def works() -> int:
        try:
            found = 0
            for job in ROUNDS:
                start.wait(timeout=20)
                found += job(NOON)
            return found
        finally:
            connection.close()

    monkeypatch.setattr(Post, "send", sends)
    for again in range(10):
        Notice.objects.update(mailing_at=None, mailed_at=None)
        sent.clear()
        with ThreadPoolExecutor(2) as pool:
            numbers = [done.result() for done in [pool.submit(works) for _ in range(2)]]
        assert sum(numbers) == len(sent) == 4, again
        assert len(set(ids(sent))) == 4

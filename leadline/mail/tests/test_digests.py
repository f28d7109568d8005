"""Whoever wants to gets one mail a day about what they follow, in the morning where they are."""

import smtplib
from datetime import datetime, timedelta
from typing import Any

import pytest

from leadline.access.models import Firm, User
from leadline.mail.digests import mail_digests, morning_of
from leadline.mail.notices import mail_notices
from leadline.mail.tests.conftest import NOON
from leadline.mail.tests.server import Server, server
from leadline.records.models import Record
from leadline.work.models import Notice, NoticeKind
from leadline.work.queries import for_digests

__all__ = ["server"]
YESTERDAY = NOON - timedelta(days=1)


def told(record: Record, user: User, at: datetime = YESTERDAY, **more: object) -> Notice:
    data = {"title": "Tom\nSmith", "stage": "New"}
    about = {"user": user, "record": record, "kind": NoticeKind.TOLD, "data": data, **more}
    return Notice.objects.create(given_at=at, is_quiet=True, **about)


@pytest.fixture
def anna(anna: User) -> User:
    User.objects.filter(pk=anna.pk).update(has_digest=True)
    return anna


def test_one_mail_tells_all_that_is_new(english_lead: Record, anna: User, server: Server) -> None:
    for _ in range(2):
        told(english_lead, anna)
    told(english_lead, anna, read_at=YESTERDAY)
    told(english_lead, anna, NOON)  # it is for tomorrow
    told(english_lead, anna, NOON - timedelta(days=8))
    assert (mail_notices(NOON), mail_digests(NOON), mail_digests(NOON)) == (0, 1, 0)
    [mail] = server.got
    assert (mail.recipients(), mail.subject) == (
        ["anna@rebar.example"],
        "2 things are new about what you follow",
    )
    assert mail.body.count("Tom Smith is now at “New”.\nhttps://leads.example/records/") == 2
    assert mail.body.endswith("https://leads.example/inbox/\n")
    assert mail_digests(NOON + timedelta(days=1)) == 1


def test_what_is_for_tomorrow_is_not_even_read(
    english_lead: Record, anna: User, django_assert_num_queries: Any
) -> None:
    told(english_lead, anna, NOON)
    before = {morning_of(anna, Firm.current(), NOON): [anna.pk]}
    assert not for_digests(YESTERDAY, before).exists()
    with django_assert_num_queries(3):  # the firm, who wants a mail, what is due
        assert mail_digests(NOON) == 0
    User.objects.update(has_digest=False)
    with django_assert_num_queries(2):
        assert mail_digests(NOON) == 0


def test_it_is_read_in_ones_own_language(english_lead: Record, anna: User, server: Server) -> None:
    User.objects.update(language="zh-hans")
    told(english_lead, anna)
    assert mail_digests(NOON) == 1
    assert server.got[0].subject == "您关注的记录有 1 条新动态"


def test_nobody_gets_it_who_does_not_want_it_or_is_gone(
    english_lead: Record, anna: User, server: Server
) -> None:
    told(english_lead, anna)
    for values in ({"has_digest": False}, {"has_digest": True, "is_active": False}):
        User.objects.update(**values)
        assert mail_digests(NOON) == 0
    User.objects.update(is_active=True)
    assert mail_digests(NOON, held=True) == 0
    Firm.objects.update(sender="")
    assert (mail_digests(NOON), server.got) == (0, [])


def test_a_busy_server_gets_it_later(english_lead: Record, anna: User, server: Server) -> None:
    told(english_lead, anna)
    server.mood.append(smtplib.SMTPDataError(451, b"busy"))
    assert (mail_digests(NOON), mail_digests(NOON)) == (0, 1)


@pytest.mark.parametrize(
    ("zone", "morning"),
    [
        ("UTC", "2026-03-02T08:00"),
        ("Pacific/Auckland", "2026-03-01T19:00"),
        ("America/New_York", "2026-03-01T13:00"),
    ],
)
def test_morning_is_where_the_person_is(zone: str, morning: str) -> None:
    found = morning_of(User(zone=zone), Firm(), NOON)
    assert found == datetime.fromisoformat(f"{morning}+00:00")


def test_a_mailbox_that_is_full_keeps_nobody_elses_waiting(
    english_lead: Record, anna: User, server: Server
) -> None:
    bo = User.objects.create(email="bo@rebar.example", name="Bo", has_digest=True)
    for user in (anna, bo):
        told(english_lead, user)
    server.mood.append(smtplib.SMTPRecipientsRefused({anna.email: (452, b"mailbox full")}))
    assert mail_digests(NOON) == 1
    assert [one.to for one in server.got] == [["bo@rebar.example"]]
    assert mail_digests(NOON) == 1

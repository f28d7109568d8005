"""News for colleagues is mailed once, and again only where the server had no time for it."""

import smtplib
from datetime import timedelta

import pytest

from leadline.access.models import Firm, User
from leadline.mail.notices import mail_notices
from leadline.mail.tests.conftest import NOON
from leadline.mail.tests.server import Server, server
from leadline.records.models import Record
from leadline.work.models import Notice, NoticeKind

__all__ = ["server"]


@pytest.fixture
def news(english_lead: Record, anna: User) -> list[Notice]:
    data = {"title": "Tom\nSmith", "stage": "New"}
    return [
        Notice.objects.create(
            user=anna, record=english_lead, kind=NoticeKind.TOLD, data=data, given_at=NOON
        )
        for _ in range(2)
    ]


def mailed() -> int:
    return Notice.objects.exclude(mailed_at=None).count()


def test_news_is_mailed_once(news: list[Notice], server: Server) -> None:
    assert mail_notices(NOON) == 2
    assert mail_notices(NOON) == 0
    first = server.got[0]
    assert first.recipients() == ["anna@rebar.example"]
    assert first.subject == "Tom Smith is now at “New”."
    assert first.message()["Message-ID"] == f"<notice-{news[0].pk}@leads.example>"


def test_a_busy_server_gets_the_rest_later(news: list[Notice], server: Server) -> None:
    server.mood.extend((None, smtplib.SMTPDataError(451, b"busy")))
    assert (mail_notices(NOON), mailed()) == (1, 1)
    assert (mail_notices(NOON), mailed()) == (1, 2)


def test_what_is_refused_is_not_mailed_again(news: list[Notice], server: Server) -> None:
    server.mood.append(smtplib.SMTPDataError(554, b"no"))
    assert mail_notices(NOON) == 2
    assert len(server.got) == 1


def test_what_a_crash_cut_off_is_not_mailed_again(
    news: list[Notice], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it died before or after the server had it, nobody can know."""
    server.mood.append(KeyboardInterrupt())  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        mail_notices(NOON)
    first, second = Notice.objects.order_by("pk")
    assert (first.mailing_at, first.mailed_at, second.mailing_at) == (NOON, None, None)
    later = NOON + timedelta(minutes=16)
    assert (first.may_be_lost(NOON), first.may_be_lost(later)) == (False, True)
    assert (mail_notices(later), mail_notices(later)) == (1, 0)
    assert [one.message()["Message-ID"] for one in server.got] == [
        f"<notice-{second.pk}@leads.example>"
    ]


def test_nothing_leaves_while_held_or_without_a_sender(news: list[Notice], server: Server) -> None:
    assert mail_notices(NOON, held=True) == 0
    Firm.objects.update(sender="")
    assert mail_notices(NOON) == 0
    assert (server.got, mailed()) == ([], 0)


def test_who_left_the_firm_gets_no_mail(news: list[Notice], server: Server, anna: User) -> None:
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert mail_notices(NOON) == 2
    assert server.got == []


def test_a_mailbox_that_is_full_keeps_nobody_elses_waiting(
    news: list[Notice], english_lead: Record, server: Server
) -> None:
    """More notices than one round takes wait for Anna, and Bo's come behind them."""
    bo = User.objects.create(email="bo@rebar.example", name="Bo")
    told = {"record": english_lead, "kind": NoticeKind.TOLD, "data": news[0].data}
    Notice.objects.create(user=bo, given_at=NOON, **told)
    server.mood.append(full("anna@rebar.example"))
    assert mail_notices(NOON, limit=2) == 1
    assert [one.to for one in server.got] == [["bo@rebar.example"]]
    server.mood.append(full("anna@rebar.example"))
    assert (mail_notices(NOON), mail_notices(NOON)) == (0, 2)  # none is lost


def test_a_server_that_says_good_bye_is_left_alone(news: list[Notice], server: Server) -> None:
    error = smtplib.SMTPRecipientsRefused({"anna@rebar.example": (421, b"closing")})
    server.mood.append(error)
    assert (mail_notices(NOON), server.got) == (0, [])


def full(address: str) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({address: (452, b"mailbox full")})

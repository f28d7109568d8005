"""Whatever the mail server does, it is known whether the message may be sent again."""

import smtplib

import pytest
from django.core.mail import BadHeaderError, EmailMessage

from leadline.mail.post import Answer, Post, Verdict
from leadline.mail.tests.server import Server, server

__all__ = ["server"]

MESSAGE = EmailMessage("Hello", "Good day", "anna@rebar.example", ["tom@baltic.example"])


@pytest.mark.parametrize(
    ("error", "verdict", "said"),
    [
        (None, Verdict.ACCEPTED, ""),
        (
            smtplib.SMTPRecipientsRefused({"tom@baltic.example": (550, b"no such user")}),
            Verdict.REFUSED,
            "550 no such user",
        ),
        (
            smtplib.SMTPRecipientsRefused({"tom@baltic.example": (451, b"greylisted")}),
            Verdict.PUT_OFF,
            "451 greylisted",
        ),
        (smtplib.SMTPDataError(554, b"spam"), Verdict.REFUSED, "554 spam"),
        (smtplib.SMTPDataError(452, b"full"), Verdict.LATER, "452 full"),
        (
            smtplib.SMTPSenderRefused(421, b"busy", "anna@rebar.example"),
            Verdict.LATER,
            "421 busy",
        ),
        (smtplib.SMTPServerDisconnected("gone"), Verdict.UNCLEAR, "SMTPServerDisconnected: gone"),
        (TimeoutError("slow"), Verdict.UNCLEAR, "TimeoutError: slow"),
        (BadHeaderError("newline"), Verdict.REFUSED, "BadHeaderError: newline"),
    ],
)
def test_the_answer(server: Server, error: Exception | None, verdict: Verdict, said: str) -> None:
    server.mood.append(error)
    with Post() as post:
        assert post.send(MESSAGE) == Answer(verdict, said)
        assert post.send(MESSAGE).verdict is Verdict.ACCEPTED


def test_a_server_that_is_down_has_surely_not_sent(server: Server) -> None:
    server.is_up = False
    with Post() as post:
        assert post.send(MESSAGE).verdict is Verdict.LATER


def test_a_copy_that_fails_is_told_to_the_log(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.mood.append(smtplib.SMTPDataError(554, b"spam"))
    with Post() as post:
        assert post.send_aside(MESSAGE) is Verdict.REFUSED
    assert "554 spam" in caplog.text
    assert server.got == []


def test_a_server_that_dies_while_it_is_left_changes_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies() -> None:
        raise smtplib.SMTPResponseException(500, b"line too long")

    monkeypatch.setattr(server, "close", dies)
    with Post() as post:
        assert post.send(MESSAGE).verdict is Verdict.ACCEPTED

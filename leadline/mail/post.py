"""Hands messages to the mail server and says plainly what came of each."""

import logging
import smtplib
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Self

from django.core.mail import EmailMessage, get_connection


class Verdict(StrEnum):
    ACCEPTED = "accepted"
    LATER = "later"  # surely not sent; another try may succeed
    PUT_OFF = "put off"  # the same, but of this mailbox alone: it is full or grey; others go on
    REFUSED = "refused"  # surely not sent, and it never will be
    UNCLEAR = "unclear"  # the connection broke in the middle


@dataclass(frozen=True)
class Answer:
    """The mail server's verdict, and what it said."""

    verdict: Verdict
    said: str = ""


class Post:
    """One connection to the mail server, opened when the first message goes; a context manager."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError, smtplib.SMTPException):  # all of them have their verdict by now
            self._connection.close()

    def send(self, message: EmailMessage) -> Answer:
        """What became of the message; nothing is raised for what mail servers do."""
        try:
            self._connection.open()
        except (OSError, smtplib.SMTPException) as error:
            return Answer(Verdict.LATER, _said(error))
        answer = self._hand_over(message)
        if answer.verdict is not Verdict.ACCEPTED:
            self._start_anew()
        return answer

    def send_aside(self, message: EmailMessage) -> Verdict:
        """For colleagues: what fails is noted in the log; the page shows it to them anyway."""
        answer = self.send(message)
        if answer.verdict is not Verdict.ACCEPTED:
            logging.getLogger(__name__).warning("not mailed to a colleague: %s", answer.said)
        return answer.verdict

    def _start_anew(self) -> None:
        """A connection on which something went wrong may be half dead, and closing it may fail."""
        with suppress(OSError, smtplib.SMTPException):
            self._connection.close()
        self._connection = get_connection()

    def _hand_over(self, message: EmailMessage) -> Answer:
        try:
            sent = self._connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            return _by_code(code, text, Verdict.PUT_OFF)
        except smtplib.SMTPResponseException as error:
            return _by_code(error.smtp_code, error.smtp_error)
        except (ValueError, smtplib.SMTPNotSupportedError) as error:
            return Answer(Verdict.REFUSED, _said(error))
        except (OSError, smtplib.SMTPException) as error:
            return Answer(Verdict.UNCLEAR, _said(error))
        return Answer(Verdict.ACCEPTED) if sent else Answer(Verdict.REFUSED, "no recipient")


def _by_code(code: int, text: bytes | str, later: Verdict = Verdict.LATER) -> Answer:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    if code == 421:  # the server says good-bye, whatever it was asked
        later = Verdict.LATER
    return Answer(later if 400 <= code < 500 else Verdict.REFUSED, f"{code} {said}"[:400])


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:400]

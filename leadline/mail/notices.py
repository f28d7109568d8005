"""News for colleagues, mailed at once: one short mail for each notice."""

from collections.abc import Iterator, Set
from datetime import datetime
from email.utils import format_datetime, formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import override

from leadline.access.models import Firm
from leadline.mail.actions.mailing import mail_once
from leadline.mail.post import Post, Verdict
from leadline.mail.render import one_line
from leadline.work.models import Notice
from leadline.work.queries import unmailed


def mail_notices(now: datetime, limit: int = 50, *, held: bool = False) -> int:
    """How many were handed to the mail server. held: the worker is, so nothing leaves.

    A server that is busy or down gets them at the next run. What it refuses, and what a crash cut
    off, is not mailed again: it stands in the inbox.
    """
    firm = Firm.current()
    if held or not firm.sender:
        return 0
    number, put_off = 0, set[int]()
    with Post() as post:
        for notice in _unmailed(limit, put_off):
            message = message_of(notice, firm, now) if notice.user.is_active else None
            verdict = mail_once(post, [notice], message, now)
            if verdict is Verdict.LATER:
                break
            if verdict is Verdict.PUT_OFF:
                put_off.add(notice.user_id)
            number += verdict in (Verdict.ACCEPTED, Verdict.REFUSED, Verdict.UNCLEAR)
    return number


def _unmailed(limit: int, put_off: Set[int]) -> Iterator[Notice]:
    """Up to so many; whose mailbox is put off meanwhile keeps nobody else's waiting."""
    left, last = limit, 0
    while left > 0 and (rows := list(unmailed(left, last, put_off))):
        for notice in rows:
            last = notice.pk
            if notice.user_id not in put_off:
                left -= 1
                yield notice
        if not put_off:
            return


def message_of(notice: Notice, firm: Firm, now: datetime) -> EmailMessage:
    """The notice's sentence as subject and text, in its reader's language."""
    with override(notice.user.language):
        sentence = one_line(notice.sentence)
    return EmailMessage(
        subject=sentence[:200],
        body=f"{sentence}\n\n{settings.URL}/records/{notice.record_id}/\n",
        from_email=formataddr((one_line(firm.name), firm.sender)),
        to=[notice.user.email],
        headers=headers_of(f"notice-{notice.pk}", now),
    )


def headers_of(name: str, now: datetime) -> dict[str, str]:
    """Of a mail to a colleague; name: tells it from all others."""
    return {
        "Message-ID": f"<{name}@{settings.URL.partition('://')[2]}>",
        "Date": format_datetime(now),
        "Auto-Submitted": "auto-generated",
    }

"""What a person follows, mailed once a day to those who want it: what is new and unread."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from email.utils import formataddr
from itertools import groupby, islice
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from leadline.access.models import Firm, User
from leadline.mail.actions.mailing import mail_once
from leadline.mail.notices import headers_of
from leadline.mail.post import Post, Verdict
from leadline.mail.render import one_line
from leadline.work.models import DIGESTED, Notice
from leadline.work.queries import for_digests

MORNING = time(8)  # where the person is
OLDEST = timedelta(days=7)
SHOWN = 50  # lines of one mail


def mail_digests(now: datetime, limit: int = 50, *, held: bool = False) -> int:
    """How many mails were handed to the server. held: the worker is, so nothing leaves.

    Each holds what was given before this morning. What a crash cut off is not mailed again: it
    stands in the inbox.
    """
    firm = Firm.current()
    if held or not firm.sender:
        return 0
    sent = 0
    rows = for_digests(now - OLDEST, _mornings(firm, now))  # asked in every round: only what is due
    with Post() as post:
        for user, notices in islice(groupby(rows, lambda one: one.user), limit):
            due = list(notices)
            verdict = mail_once(post, due, message_of(user, due, firm, now), now, DIGESTED)
            if verdict is Verdict.LATER:
                break
            sent += verdict not in (None, Verdict.PUT_OFF)
    return sent


def _mornings(firm: Firm, now: datetime) -> dict[datetime, list[int]]:
    """By their last morning, the ids of those who want such a mail."""
    found: dict[datetime, list[int]] = defaultdict(list)
    for user in User.objects.filter(has_digest=True, is_active=True).only("zone"):
        found[morning_of(user, firm, now)].append(user.pk)
    return found


def morning_of(user: User, firm: Firm, now: datetime) -> datetime:
    """The last time that it was eight in the morning for this person."""
    here = now.astimezone(ZoneInfo(user.zone or firm.zone))
    today = datetime.combine(here, MORNING, here.tzinfo)
    return (
        today
        if today <= here
        else datetime.combine(today - timedelta(days=1), MORNING, here.tzinfo)
    )


def message_of(user: User, due: Sequence[Notice], firm: Firm, now: datetime) -> EmailMessage:
    """One line and one address for each, in the reader's language."""
    with override(user.language):
        number = len(due)
        subject = ngettext(
            "%(number)s thing is new about what you follow",
            "%(number)s things are new about what you follow",
            number,
        )
        lines = [
            f"{one_line(one.sentence)}\n{settings.URL}/records/{one.record_id}/" for one in due
        ]
        foot = _("All of it stands in your inbox: %(address)s")
    said = [*lines[:SHOWN], foot % {"address": f"{settings.URL}/inbox/"}]
    return EmailMessage(
        subject=subject % {"number": number},
        body="\n\n".join(said) + "\n",
        from_email=formataddr((one_line(firm.name), firm.sender)),
        to=[user.email],
        headers=headers_of(f"digest-{user.pk}-{due[-1].pk}", now),
    )

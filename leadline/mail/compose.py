"""A prepared letter becomes a message with the headers that mail systems ask for."""

from datetime import datetime
from email.utils import format_datetime, formataddr

from django.core.mail import EmailMultiAlternatives

from leadline.access.models import Firm
from leadline.mail.models import Letter
from leadline.mail.render import one_line


def message_of(letter: Letter, firm: Firm, stop: str, now: datetime) -> EmailMultiAlternatives:
    """Plain text with the page as its alternative; answers go to the record's owner.

    letter: claimed, so that it carries its Message-ID and its content. stop: see `prepare.Ready`.
    """
    owner = letter.record.owner
    headers = {"Message-ID": letter.message_id, "Date": format_datetime(now)}
    if stop:  # RFC 8058: the mail program can end it with one press
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if not letter.is_by_person:  # RFC 3834: robots do not answer robots
        headers["Auto-Submitted"] = "auto-generated"
    author = owner if owner is not None and owner.is_active else None
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=_named(str(author) if author else firm.name, firm.sender),
        to=[letter.to],
        reply_to=[_named(str(author), author.email)] if author else None,
        headers=headers,
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def copy_of(message: EmailMultiAlternatives, address: str) -> EmailMultiAlternatives:
    """The same message, on its way to somebody who reads along."""
    headers = {**message.extra_headers, "To": ", ".join(message.to)}
    copy = EmailMultiAlternatives(
        subject=message.subject,
        body=message.body,
        from_email=message.from_email,
        bcc=[address],
        reply_to=message.reply_to,
        headers=headers,
    )
    copy.alternatives = list(message.alternatives)
    return copy


def _named(name: str, address: str) -> str:
    return formataddr((one_line(name), address))

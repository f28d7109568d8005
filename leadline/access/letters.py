"""The letter that invites a colleague, with the link that lets them in."""

import logging
import smtplib
from collections.abc import Sequence
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _
from django.utils.translation import override

from leadline.access.invitations import path_for
from leadline.access.models import Firm, User


def link_for(user: User) -> str:
    """The address at which an invited person chooses a password: once, within three days."""
    return f"{settings.URL}{path_for(user)}"


def send_invitation(user: User, inviter: str) -> bool:
    """Whether the mail server took it. Call it once the invitation is written."""
    firm = Firm.current()
    if not firm.sender:
        return False
    try:
        return bool(invitation_to(user, inviter, firm).send())
    except (OSError, smtplib.SMTPException):
        logging.getLogger(__name__).warning("an invitation was not mailed", exc_info=True)
        return False


def send_invitations(users: Sequence[User], inviter: str) -> int:
    """How many the mail server took, all over one connection. Call it once they are written."""
    firm = Firm.current()
    if not firm.sender:
        return 0
    taken, connection = 0, get_connection()
    for one in users:
        try:
            connection.open()  # stays open until all are sent
            taken += connection.send_messages([invitation_to(one, inviter, firm)]) or 0
        except (OSError, smtplib.SMTPException):
            logging.getLogger(__name__).warning("an invitation was not mailed", exc_info=True)
    connection.close()
    return taken


def invitation_to(user: User, inviter: str, firm: Firm) -> EmailMessage:
    """In the reader's language, with the link."""
    told = {"firm": firm.name, "who": inviter or firm.name, "name": str(user)}
    with override(user.language):
        subject = _("%(who)s invites you to Leadline of %(firm)s") % told
        body = _(
            "Hello %(name)s,\n\n"
            "%(who)s invites you to Leadline, in which %(firm)s works with its customers. "
            "Choose a password here, within three days:"
        )
    return EmailMessage(
        subject=" ".join(subject.split())[:200],
        body=f"{body % told}\n\n{link_for(user)}\n",
        from_email=formataddr((" ".join(firm.name.split()), firm.sender)),
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )

"""Mails colleagues the notices that automation gave them, at once and in their language."""

import logging
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from leadline.access.models import Firm
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.work.actions.telling import note_mailed
from leadline.work.models import Notice
from leadline.work.queries import unmailed

log = logging.getLogger(__name__)


def mail_notices(now: datetime, limit: int = 50) -> int:
    """Hands notices to the mail; one that cannot be handed over is tried again next time."""
    firm = Firm.current()
    notices = list(unmailed(limit)) if firm.sender else []
    sent = [notice for notice in notices if _mailed(notice, firm)]
    with Batch(AUTOMATION, now) as batch:
        note_mailed(batch, sent)
    return len(sent)


def _mailed(notice: Notice, firm: Firm) -> bool:
    with override(notice.user.language):
        link = f"{settings.URL}/leads/{notice.record_id}/"
        message = EmailMessage(
            subject=notice.sentence[:200].replace("\n", " "),
            body=f"{notice.sentence}\n\n{link}\n\n{_('Leadline, for %(firm)s') % {'firm': firm}}\n",
            from_email=firm.sender,
            to=[notice.user.email],
        )
    try:
        message.send()
    except (OSError, SMTPException):
        log.warning("A notice to %s could not be mailed yet.", notice.user_id, exc_info=True)
        return False
    return True

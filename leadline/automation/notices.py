"""Mails colleagues the notices that automation gave them, once and in their language."""

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
    """Hands notices to the mail; one that cannot be handed over is tried again next time.

    Each is noted as mailed before it leaves: after a crash it is missing in the mail, where it
    would otherwise come twice; it stands on its reader's page in any case.
    """
    firm = Firm.current()
    if not firm.sender:
        return 0
    with Batch(AUTOMATION, now) as batch:
        notices = list(unmailed(limit).select_for_update(skip_locked=True, of=("self",)))
        note_mailed(batch, notices)
    kept = [notice for notice in notices if not _mailed(notice, firm)]
    with Batch(AUTOMATION, now) as batch:
        for notice in kept:
            batch.change(notice, mailed_at=None)
    return len(notices) - len(kept)


def _mailed(notice: Notice, firm: Firm) -> bool:
    with override(notice.user.language):
        link = f"{settings.URL}/leads/{notice.record_id}/"
        message = EmailMessage(
            subject=" ".join(notice.sentence.split())[:200],
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

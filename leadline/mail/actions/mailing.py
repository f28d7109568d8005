"""A mail that is no letter leaves at most once: taken, handed over, noted, each step by itself."""

from collections.abc import Sequence
from datetime import datetime

from django.core.mail import EmailMessage
from django.db.models import Q

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.mailed import UNMAILED, Mailed
from leadline.mail.post import Post, Verdict


def mail_once(
    post: Post,
    about: Sequence[Mailed],
    message: EmailMessage | None,
    now: datetime,
    still: Q = UNMAILED,
) -> Verdict | None:
    """Mails what these rows of one table tell; None where another worker has taken one of them.

    message: None for what nobody is to be told any more. still: what must hold for each of them
    when it is taken, so that what was read or taken back meanwhile does not leave. What could
    surely not be sent now is free again; whoever dies in between leaves them taken, and nobody
    mails them a second time.
    """
    if not _take(about, still, now):
        return None
    verdict = Verdict.ACCEPTED if message is None else post.send_aside(message)
    _note(about, verdict, now)
    return verdict


def _take(about: Sequence[Mailed], still: Q, now: datetime) -> bool:
    """All of them or none. A second worker waits for the first, and then finds them taken."""
    rows = type(about[0])._base_manager.select_for_update()
    with Batch(AUTOMATION, now) as batch:
        free = list(rows.filter(still, pk__in=[one.pk for one in about]).order_by("pk"))
        if len(free) < len(about):
            return False
        for row in free:
            batch.change(row, mailing_at=now)
    return True


def _note(about: Sequence[Mailed], verdict: Verdict, now: datetime) -> None:
    with Batch(AUTOMATION, now) as batch:
        for row in about:
            if verdict is Verdict.ACCEPTED:
                batch.change(row, mailed_at=now)
            elif verdict in (Verdict.LATER, Verdict.PUT_OFF):
                batch.change(row, mailing_at=None)

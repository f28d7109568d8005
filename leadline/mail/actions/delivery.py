"""What the sending job writes: each step in a transaction of its own, nothing while it sends."""

import secrets
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from leadline.access.actor import person
from leadline.core.actor import AUTOMATION, Actor
from leadline.core.batch import Batch
from leadline.core.events import EventType
from leadline.mail import events
from leadline.mail.actions.outbox import locked, mark_sent
from leadline.mail.models import Hold, Letter, State
from leadline.mail.post import Answer, Verdict
from leadline.mail.prepare import Ready, Stopped

LEASE = timedelta(minutes=15)
RETRIES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=6),
)


def claim(letter: Letter, ready: Ready, now: datetime) -> bool:
    """Takes a letter that still waits, with what it says from now on; False if it waits no more.

    Of several processes one gets it. The Message-ID is the same at every try.
    """
    with Batch(AUTOMATION, now) as batch:
        rows = Letter.objects.select_for_update(skip_locked=True)
        row = rows.filter(pk=letter.pk, state=State.WAITING, send_after__lte=now).first()
        if row is None:
            return False
        taken = {
            "state": State.SENDING,
            "lease_until": now + LEASE,
            "attempts": row.attempts + 1,
            "message_id": row.message_id or _message_id(row),
            "to": ready.to,
            "language": ready.language,
            "subject": ready.content.subject[:250],
            "text": ready.content.text,
            "html": ready.content.html,
        }
        batch.change(row, **taken)
    for name, value in taken.items():
        setattr(letter, name, value)
    return True


def finish(letter: Letter, answer: Answer, now: datetime) -> None:
    """Writes what the mail server said. A letter that was settled meanwhile stays as it is."""
    with Batch(_author(letter), now) as batch:
        record = batch.lock([letter.record])[0]
        row = locked(record, letter)
        if row.state not in (State.SENDING, State.UNCLEAR):
            return
        match answer.verdict:
            case Verdict.ACCEPTED:
                mark_sent(batch, record, row)
            case Verdict.LATER | Verdict.PUT_OFF if row.attempts <= len(RETRIES):
                wait = RETRIES[row.attempts - 1]
                batch.change(
                    row,
                    state=State.WAITING,
                    send_after=now + wait,
                    lease_until=None,
                    problem=answer.said[:500],
                )
            case Verdict.UNCLEAR:
                _unclear(batch, row, answer.said)
            case _:
                _fail(batch, row, answer.said)


def stop(letter: Letter, stopped: Stopped, now: datetime) -> None:
    """A letter that waits does not leave: it is held, or has failed before it was tried."""
    with Batch(AUTOMATION, now) as batch:
        record = batch.lock([letter.record])[0]
        row = locked(record, letter)
        if row.state != State.WAITING:
            return
        row.record = record
        if stopped.problem:
            _fail(batch, row, stopped.problem)
            return
        batch.change(row, state=State.HELD, held_for=stopped.hold)
        reason = str(Hold(stopped.hold).label)
        batch.happened(
            record, events.HELD, letter=str(row), reason=reason, why=row.why, depth=row.depth
        )


def lapse(now: datetime, limit: int) -> int:
    """Letters whose sender fell silent become unclear: a person is asked. How many there were."""
    with Batch(AUTOMATION, now) as batch:
        rows = Letter.objects.filter(state=State.SENDING, lease_until__lt=now)
        found = list(rows.select_related("record").order_by("pk")[:limit])
        batch.lock([one.record for one in found])
        lost = [locked(one.record, one) for one in found]
        lost = [one for one in lost if one.state == State.SENDING]
        for one in lost:
            _unclear(batch, one, _("The sending was cut off."))
        return len(lost)


def _unclear(batch: Batch, letter: Letter, said: str) -> None:
    if letter.state == State.UNCLEAR:
        return
    batch.change(letter, state=State.UNCLEAR, lease_until=None, problem=said[:500])
    _tell(batch, letter, events.UNCLEAR)


def _fail(batch: Batch, letter: Letter, reason: str) -> None:
    batch.change(letter, state=State.FAILED, lease_until=None, problem=reason[:500])
    _tell(batch, letter, events.FAILED, reason=reason[:500])


def _tell(batch: Batch, letter: Letter, event: EventType, *, reason: str = "") -> None:
    more = {"reason": reason, "finishes": letter.key, "failed": reason} if reason else {}
    data: dict[str, Any] = {"letter": str(letter), "to": letter.to, "letter_id": letter.pk, **more}
    record = batch.lock([letter.record])[0]
    batch.happened(record, event, why=letter.why, depth=letter.depth, **data)


def _author(letter: Letter) -> Actor:
    return person(letter.written_by) if letter.written_by else AUTOMATION


def _message_id(letter: Letter) -> str:
    host = urlsplit(settings.URL).hostname or "localhost"
    return f"<letter-{letter.pk}.{secrets.token_hex(8)}@{host}>"

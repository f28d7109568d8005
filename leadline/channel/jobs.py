"""Partners are written to, and what they have not answered in their time is told."""

from datetime import datetime

from leadline.access.models import Firm
from leadline.channel.actions.clocks import tell_late
from leadline.channel.letters import letter_to
from leadline.channel.models import NOT_WRITTEN, PartnerLead, State
from leadline.core.actor import AUTOMATION
from leadline.mail.actions.mailing import mail_once
from leadline.mail.post import Post, Verdict

SLICE, LETTERS, MOST = 200, 20, 100


def tell_late_partners(now: datetime) -> int:
    """How many leads were found whose partner has not answered in time; each is told once."""
    late = PartnerLead.objects.filter(state=State.WAITING, late_at=None, due_at__lte=now)
    ids = list(late.order_by("due_at").values_list("record_id", flat=True)[:SLICE])
    if ids:
        tell_late(AUTOMATION, None, records=ids)
    return len(ids)


def write_to_partners(now: datetime) -> int:
    """How many letters with a link were handed to the mail server.

    A server that is down gets them at the next run. One that it refuses, or that a crash cut off,
    waits for a person, who lets it leave again on the lead's page.
    """
    firm = Firm.current()
    waiting = PartnerLead.objects.filter(NOT_WRITTEN)
    about = ("partner__company", "record__person", "record__owner")
    rows = list(waiting.select_related(*about).order_by("handed_at")[:MOST])
    if not rows or not firm.sender:
        return 0
    number, put_off = 0, set[int]()
    with Post() as post:
        for row in rows:
            if number == LETTERS:
                break
            if row.partner_id in put_off:
                continue
            verdict = mail_once(post, [row], letter_to(row, firm, now), now, NOT_WRITTEN)
            if verdict is Verdict.LATER:
                break
            if verdict is Verdict.PUT_OFF:  # a full mailbox keeps no other partner waiting
                put_off.add(row.partner_id)
            number += verdict not in (None, Verdict.PUT_OFF)
    return number

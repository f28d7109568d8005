"""How partners kept their time to answer, worked out of their leads for a month's statement."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from leadline.automation.models import MeasuredPromise
from leadline.channel.hours import schedule_of
from leadline.channel.models import PartnerLead
from leadline.core import worktime
from leadline.core.schedules import Schedule
from leadline.playbooks.models import Published

Result = MeasuredPromise.Result
Row = dict[str, object]
SIDE, CLOCK = "partners", "partner answers"  # as a confirmation keeps them, in no language


def partner_rows(
    published: Published, begin: datetime, end: datetime, now: datetime
) -> Iterator[Row]:
    """Each answer that was decided in the month, in the shape of a measured promise; one query.

    One in time is decided when it comes, one that is late when it was due. What was taken back or
    closed before came to nothing.
    """
    leads = PartnerLead.objects.filter(
        record__version__playbook=published, handed_at__lt=end, due_at__gte=begin
    )
    hours: dict[tuple[int, int], Schedule] = {}
    for lead in leads.select_related("partner", "record").order_by("pk"):
        result, decided_at = decided(lead, now)
        if decided_at is None or not begin <= decided_at < end:
            continue
        key = (lead.partner_id, lead.handed_at.year)
        hours[key] = hours.get(key) or schedule_of(lead.partner, lead.handed_at.year)
        took = _minutes(hours[key], lead)
        yield {"result": result, "took_minutes": took, "attempts": 0, "partner_id": lead.partner_id}


def decided(lead: PartnerLead, now: datetime) -> tuple[str, datetime | None]:
    """How it came out and when that was clear; no moment while it is not."""
    if lead.answered_at is not None:
        in_time = lead.answered_at <= lead.due_at
        return (Result.KEPT, lead.answered_at) if in_time else (Result.LATE, lead.due_at)
    ended = [at for at in (lead.ended_at, lead.record.ended_at) if at and at <= lead.due_at]
    if ended:
        return Result.ENDED, min(ended)
    return Result.MISSED, lead.due_at if lead.due_at <= now else None


def _minutes(hours: Schedule, lead: PartnerLead) -> int | None:
    """In the partner's working time."""
    if lead.answered_at is None:
        return None
    return worktime.between(hours, lead.handed_at, lead.answered_at) // timedelta(minutes=1)

"""When a partner works, and by when they answer."""

from datetime import datetime

from leadline.access.queries import Calendar, working_days
from leadline.channel.models import Partner
from leadline.core import worktime
from leadline.core.durations import parse_duration
from leadline.core.schedules import Schedule


def schedule_of(partner: Partner, year: int) -> Schedule:
    """Monday to Friday in its zone, less the holidays of its country."""
    week = (partner.hours,) * 5 + ("", "")
    return Schedule(working_days(Calendar(partner.zone, partner.country, week), year))


def answer_due_at(partner: Partner, handed_at: datetime) -> datetime:
    """UTC. Raises NeverOpens for hours in which nobody ever works, which are refused when given."""
    length = parse_duration(partner.within)
    return worktime.add(schedule_of(partner, handed_at.year), handed_at, length)

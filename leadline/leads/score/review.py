"""When people last looked whether a score still predicts, and when they should look again."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from leadline.access.models import Firm
from leadline.leads.score.loading import InForce, all_in_force, in_force, latest_rules
from leadline.leads.score.models import ScoreRules
from leadline.playbooks.models import Published
from leadline.playbooks.versions import readable


@dataclass(frozen=True)
class Due:
    """The review of one playbook's score. due_at: None where nothing asks for one.

    reviewed_at: the last one, None before the first.
    """

    name: str
    title: str
    due_at: datetime | None
    is_overdue: bool
    reviewed_at: datetime | None = None


def due_at(now: InForce, row: ScoreRules | None, zone: ZoneInfo) -> datetime | None:
    """So long after the last review, or after the points came into force."""
    every = now.rules.score.review_every
    if every is None or row is None:
        return None
    return every.after(row.reviewed_at or row.in_force_at, zone)


def review_of(published: Published, at: datetime) -> Due | None:
    """Of one playbook; None where it has no score, or cannot be read."""
    is_read = published.current_id and readable(published.current_id) is not None
    now = in_force(published.current_id) if published.current_id and is_read else None
    if now is None:
        return None
    row = latest_rules(now.playbook)
    when = due_at(now, row, ZoneInfo(Firm.current().zone))
    last = row.reviewed_at if row else None
    is_overdue = when is not None and when <= at
    return Due(published.name, published.title, when, is_overdue, last)


def overdue_reviews(at: datetime) -> list[Due]:
    """Of all playbooks that have a score."""
    rows = Published.objects.filter(pk__in=[one.playbook for one in all_in_force()])
    found = (review_of(one, at) for one in rows.order_by("pk"))
    return [one for one in found if one is not None and one.is_overdue]

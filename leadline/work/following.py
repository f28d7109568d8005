"""Who follows a record, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.access.models import User
from leadline.records.models import Record

SHOWN = 50  # names


@dataclass(frozen=True)
class FollowingPanel:
    """Context `panel` of work/_following.html. others: names of those who follow besides one."""

    record_id: int
    is_mine: bool
    others: Sequence[str]
    next: str = ""


def following_panel(record: Record, user: User, *, next: str = "") -> FollowingPanel:
    """For a record that the person may see; one query."""
    rows = record.followers.filter(user__is_active=True).select_related("user").order_by("since")
    people = [one.user for one in rows[:SHOWN]]
    others = [str(one) for one in people if one.pk != user.pk]
    mine = len(others) < len(people) or (
        len(people) == SHOWN and record.followers.filter(user=user).exists()
    )
    return FollowingPanel(record.pk, mine, others, next)

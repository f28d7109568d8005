"""Who has a record, who is above them, and which team somebody belongs to."""

from collections.abc import Sequence

from leadline.access.models import Membership, Team, User
from leadline.core.batch import Batch
from leadline.records.models import Record


def owner_of(batch: Batch, record: Record) -> User | None:
    """Who has the record now, in this batch; owners are read once for all its records."""
    batch.of(record, _attach_owners)
    return record.owner


def _attach_owners(records: Sequence[Record]) -> Sequence[None]:
    lacking = [r for r in records if r.owner_id and not Record.owner.is_cached(r)]
    found = User.objects.in_bulk({r.owner_id for r in lacking})
    for record in lacking:
        record.owner = found[record.owner_id]
    return [None] * len(records)


def manager_of(user_id: int) -> User | None:
    """The person's manager, or the manager's stand-in while the manager is switched off."""
    manager = User.objects.filter(reports=user_id).select_related("stand_in").first()
    return manager if manager is None or manager.is_active else manager.stand_in


def team_of(user_id: int) -> Team | None:
    """The team that a person belongs to: the one that they joined first."""
    first = Membership.objects.filter(user=user_id).select_related("team").order_by("pk").first()
    return first.team if first else None

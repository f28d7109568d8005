"""How many records stand on which version of which playbook."""

from dataclasses import dataclass

from django.db.models import Count, Q

from leadline.playbooks.models import Version


@dataclass(frozen=True)
class Standing:
    """One version and its records: those that go on, and those that have ended or never began.

    is_current: whether it is in force.
    """

    playbook: str
    number: int
    is_current: bool
    open: int
    ended: int


def standings(playbook: str = "") -> tuple[Standing, ...]:
    """All versions of one playbook, or of all, by name and number; one query."""
    rows = Version.objects.filter(playbook__name=playbook) if playbook else Version.objects.all()
    counted = rows.select_related("playbook").annotate(
        open=Count("record", filter=Q(record__outcome="", record__binned_at=None)),
        ended=Count("record", filter=Q(record__binned_at=None) & ~Q(record__outcome="")),
    )
    return tuple(
        Standing(
            one.playbook.name, one.number, one.playbook.current_id == one.pk, one.open, one.ended
        )
        for one in counted.order_by("playbook__name", "number")
    )


def on_older_versions(found: tuple[Standing, ...]) -> int:
    """How many open records go on by a version that is no longer in force."""
    return sum(one.open for one in found if not one.is_current)

"""Which stay in which stage each record is on."""

from collections.abc import Sequence

from leadline.records.models import Record, StageVisit


def current_visits(records: Sequence[Record]) -> list[StageVisit | None]:
    """Loader for `Batch.of`: the visit that each record is on."""
    found = {
        visit.record_id: visit
        for visit in StageVisit.objects.filter(
            record__in=[r.pk for r in records if r.pk and r.visit], left_at=None
        ).order_by("number")
    }
    return [found.get(record.pk) for record in records]

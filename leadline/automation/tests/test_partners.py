"""What was decided when, and what came to nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from leadline.automation.models import MeasuredPromise
from leadline.automation.partners import decided, partner_rows
from leadline.channel.models import PartnerLead
from leadline.playbooks.models import Published
from leadline.records.models import Record

DUE = datetime(2026, 3, 2, 17, tzinfo=UTC)
BEFORE, AFTER = DUE - timedelta(hours=1), DUE + timedelta(hours=1)
Result = MeasuredPromise.Result


@pytest.mark.parametrize(
    ("about", "closed", "now", "found"),
    [
        ({"answered_at": BEFORE}, None, AFTER, (Result.KEPT, BEFORE)),
        ({"answered_at": DUE}, None, AFTER, (Result.KEPT, DUE)),
        ({"answered_at": AFTER}, None, AFTER, (Result.LATE, DUE)),
        ({}, None, AFTER, (Result.MISSED, DUE)),
        ({}, None, BEFORE, (Result.MISSED, None)),
        ({"ended_at": BEFORE}, None, AFTER, (Result.ENDED, BEFORE)),
        ({"ended_at": AFTER}, None, AFTER, (Result.MISSED, DUE)),
        ({}, BEFORE, AFTER, (Result.ENDED, BEFORE)),
    ],
)
def test_how_it_came_out(
    about: dict[str, datetime], closed: datetime | None, now: datetime, found: tuple[str, datetime]
) -> None:
    lead = PartnerLead(record=Record(ended_at=closed), handed_at=BEFORE, due_at=DUE, **about)
    assert decided(lead, now) == found


@pytest.mark.django_db
def test_without_partners_there_is_nothing_to_tell() -> None:
    published = Published.objects.create(name="small", title="Small")
    assert list(partner_rows(published, BEFORE, AFTER, AFTER)) == []

"""What a batch writes of scores: a first row, what changed, and no more."""

import pytest

from leadline.core.actor import AUTOMATION
from leadline.leads.score.models import EngagementSum, LeadScore, ScoreChange
from leadline.leads.tests.score.score_cast import (
    DAY,
    LEAD,
    NINE,
    happens,
    people,
    published,
    rescore,
    score,
)
from leadline.playbooks.actions import publish
from leadline.playbooks.tests.folders import SMALLEST
from leadline.records.models import Record
from leadline.work.events import INTEREST_SHOWN

pytestmark = pytest.mark.django_db


def test_without_rules_only_the_last_response_is_kept() -> None:
    files = {**SMALLEST, "lead.yaml": LEAD}
    version = publish(AUTOMATION, None, name="small", source=files)
    quiet, lead = people(version, 2)
    shown = happens(lead, INTEREST_SHOWN, NINE + DAY, what="price")
    [worked] = score(lead, heard=[shown])
    assert worked.values(NINE) == {"last response": NINE + DAY}
    row = LeadScore.objects.get()
    assert (row.record_id, row.rules_id, row.responded_at) == (lead.pk, None, NINE + DAY)
    assert not ScoreChange.objects.exists()
    assert not LeadScore.objects.filter(record=quiet).exists()


def test_a_later_event_that_is_told_first_is_counted_like_any_other() -> None:
    [lead] = people(published())
    score(lead)
    late = happens(lead, INTEREST_SHOWN, NINE - 30 * DAY, what="price")
    [worked] = score(lead, heard=[late])
    assert worked.standing is not None
    assert worked.standing.score(NINE) == 13
    assert EngagementSum.objects.count() == 1


def test_a_lead_that_ended_or_was_placed_hears_of_nothing() -> None:
    version = published()
    leads = people(version, 2, users=80)
    rescore(version)
    Record.objects.filter(pk=leads[0].pk).update(outcome="lost", visit=1)
    Record.objects.update(wake_at=None)
    newer = published("fit:\n  - points: 7\n    when: users known\n")
    rescore(newer)
    assert set(LeadScore.objects.values_list("fit", flat=True)) == {7}
    assert not Record.objects.exclude(wake_at=None).exists()

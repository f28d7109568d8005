"""What is not told yet goes with the company's records when companies are merged."""

import pytest

from leadline.automation.models import Learned
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.leads.tests.score.score_cast import NINE
from leadline.parties.actions.learning import change_company_answers
from leadline.parties.actions.merging import merge_companies
from leadline.parties.models import Company

pytestmark = pytest.mark.django_db


def test_it_follows_a_merge() -> None:
    stays, goes = (Company.objects.create(name=name) for name in ("Hengtong", "Heng Tong"))
    with Driven(NINE):
        change_company_answers(AUTOMATION, goes, answers={"users": 5})
    row = Learned.objects.create(company=goes, event=Event.objects.get())
    merge_companies(AUTOMATION, stays, losers=[goes])
    row.refresh_from_db()
    assert (row.company, row.person, str(row)) == (stays, None, f"company {stays.pk} → 0")

"""A lead is credited to a campaign by hand: told once, counted anew, and taken back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.deals.actions import open_deal
from leadline.records.models import Record
from leadline.reports.actions.campaigns import make_campaign
from leadline.reports.actions.crediting import choose_campaign
from leadline.reports.models import Credit, Stirred
from leadline.reports.tests.conftest import fold


@pytest.fixture
def fair(cast):
    return make_campaign(AUTOMATION, None, label="Fair")


def told(record):
    rows = Event.objects.filter(stream=Record.stream, stream_id=record.pk)
    names = ("campaign chosen", "campaign restored")
    return [(one.name, one.data) for one in rows.filter(name__in=names).order_by("seq")]


def test_the_history_says_so_and_the_lead_is_counted_anew(cast, fair):
    lead = cast.lead()
    fold()
    for campaign in (fair, fair, None, None):
        choose_campaign(person(cast.ben), lead, campaign=campaign)
    assert told(lead) == [
        ("campaign chosen", {"campaign": "Fair", "before": ""}),
        ("campaign restored", {"before": "Fair"}),
    ]
    assert lead.pk in Stirred.objects.values_list("about", flat=True)
    assert Credit.objects.get().campaign is None


def test_only_leads_are_credited(cast, fair):
    deal = open_deal(AUTOMATION, cast.lead())
    with pytest.raises(Refused):
        choose_campaign(AUTOMATION, deal, campaign=fair)


def test_many_cost_as_many_queries_as_one(cast, fair):
    def cost(number):
        leads = [cast.lead() for _ in range(number)]
        with CaptureQueriesContext(connection) as asked, Batch(AUTOMATION) as batch:
            for lead in batch.lock(leads):
                choose_campaign.within(batch, lead, campaign=fair)
        return len(asked)

    assert cost(1) == cost(4)

"""What comes of a lead is credited to a campaign by hand."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, MARKETING, reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.records.models import Record
from leadline.reports import events
from leadline.reports.models import Campaign, Credit


@action(
    _("choose campaign"),
    _("Credits what comes of a lead to another campaign."),
    events=(events.CAMPAIGN_CHOSEN, events.CAMPAIGN_RESTORED),
)
def choose_campaign(batch: Batch, record: Record, *, campaign: Campaign | None) -> None:
    """None: to the one that it came with. Only the way “as chosen” of the reports heeds it; first,
    last and every touch stay what they were. Choosing the same again is no event."""
    if record.kind != "lead":
        raise Refused(gettext("Only leads are credited to campaigns."))
    row = batch.of(record, credits_of)
    before = row.campaign if row else None
    if before == campaign:
        return
    if row is None:
        row = batch.add(Credit(record=record, campaign=campaign))
        batch.now_of(record, credits_of, row)
    else:
        batch.change(row, campaign=campaign)
    was = before.label if before else ""
    if campaign is None:
        batch.happened(record, events.CAMPAIGN_RESTORED, before=was)
    else:
        batch.happened(record, events.CAMPAIGN_CHOSEN, campaign=campaign.label, before=was)


def credits_of(records: Sequence[Record]) -> list[Credit | None]:
    """Loader: what somebody has chosen for each, in one query."""
    ids = [one.pk for one in records if one.pk]
    found = Credit.with_bin.select_related("campaign").in_bulk(ids)
    return [found.get(one.pk) for one in records]


reserve("choose campaign", MANAGER, MARKETING)

"""Campaigns are kept: what they are, when they run and what they cost."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, MARKETING, reserve
from leadline.conditions.catalogue import normalised
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid
from leadline.core.history import changes_in
from leadline.core.money import Money
from leadline.reports import events
from leadline.reports.models import Campaign


@action(
    _("make campaign"),
    _("Keeps a campaign with its dates and cost."),
    events=(events.CAMPAIGN_MADE,),
)
def make_campaign(
    batch: Batch,
    subject: None,
    *,
    label: str,
    type: str = Campaign.Type.OTHER,
    begins_on: date | None = None,
    ends_on: date | None = None,
    cost: Money | None = None,
) -> Campaign:
    """Leads belong to it by its name, however it is written. cost: all of it, None if unknown."""
    label = " ".join(label.split())[:200]
    name = normalised(label)
    if not name:
        raise Invalid(gettext("Say what it is called."), {"label": gettext("Missing")})
    if Campaign.objects.filter(name=name).exists():
        raise Invalid(gettext("There is a campaign of this name."), {"label": gettext("Taken")})
    campaign = batch.add(Campaign(name=name, label=label))
    batch.change(campaign, **_checked(type, begins_on, ends_on, cost))
    batch.happened(campaign, events.CAMPAIGN_MADE, campaign=label)
    return campaign


@action(
    _("change campaign"),
    _("Changes dates and cost of a campaign."),
    events=(events.CAMPAIGN_CHANGED,),
)
def change_campaign(
    batch: Batch,
    campaign: Campaign,
    *,
    type: str,
    begins_on: date | None = None,
    ends_on: date | None = None,
    cost: Money | None = None,
) -> None:
    """Its name stays: leads bear it. Saying the same again is no event."""
    values = _checked(type, begins_on, ends_on, cost)
    changes = changes_in(campaign, values)
    if not changes:
        return
    batch.change(campaign, **values)
    batch.happened(campaign, events.CAMPAIGN_CHANGED, campaign=campaign.label, changes=changes)


def _checked(
    type: str, begins_on: date | None, ends_on: date | None, cost: Money | None
) -> dict[str, object]:
    """As the columns keep it."""
    if begins_on and ends_on and ends_on < begins_on:
        raise Invalid(gettext("It ends before it begins."), {"ends_on": gettext("Too early")})
    if cost is not None and cost.amount < 0:
        sentence = gettext("A campaign does not cost less than nothing.")
        raise Invalid(sentence, {"cost": sentence})
    return {
        "type": type,
        "begins_on": begins_on,
        "ends_on": ends_on,
        "cost": None if cost is None else cost.amount,
        "currency": "" if cost is None else cost.currency,
    }


for _name in ("make campaign", "change campaign"):
    reserve(_name, MANAGER, MARKETING)

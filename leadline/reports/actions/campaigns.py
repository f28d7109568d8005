"""Campaigns are kept: what they are, when they run and what they cost."""

from typing import Any

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
    batch: Batch, subject: None, *, label: str, cost: Money | None = None, **values: Any
) -> Campaign:
    """Leads belong to it by its name, however it is written. values: type, begins_on, ends_on."""
    label = " ".join(label.split())[:200]
    name = normalised(label)
    if not name:
        raise Invalid(gettext("Say what it is called."), {"label": gettext("Missing")})
    if Campaign.objects.filter(name=name).exists():
        raise Invalid(
            gettext("There is a campaign of this name."), {"label": gettext("Taken")}
        )
    campaign = batch.add(Campaign(name=name, label=label))
    _set(batch, campaign, cost, values)
    batch.happened(campaign, events.CAMPAIGN_MADE, campaign=label)
    return campaign


@action(
    _("change campaign"),
    _("Changes dates and cost of a campaign."),
    events=(events.CAMPAIGN_CHANGED,),
)
def change_campaign(
    batch: Batch, campaign: Campaign, *, cost: Money | None = None, **values: Any
) -> None:
    """Its name stays: leads bear it. Saying the same again is no event."""
    wanted = {**values, **_priced(cost)}
    changes = changes_in(campaign, wanted)
    if not changes:
        return
    _set(batch, campaign, cost, values)
    batch.happened(
        campaign, events.CAMPAIGN_CHANGED, campaign=campaign.label, changes=changes
    )


def _set(batch: Batch, campaign: Campaign, cost: Money | None, values: dict[str, Any]) -> None:
    begins, ends = values.get("begins_on"), values.get("ends_on")
    if begins and ends and ends < begins:
        raise Invalid(gettext("It ends before it begins."), {"ends_on": gettext("Too early")})
    if cost is not None and cost.amount < 0:
        sentence = gettext("A campaign does not cost less than nothing.")
        raise Invalid(sentence, {"cost": sentence})
    batch.change(campaign, **values, **_priced(cost))


def _priced(cost: Money | None) -> dict[str, Any]:
    if cost is None:
        return {"cost": None, "currency": ""}
    return {"cost": cost.amount, "currency": cost.currency}


for _name in ("make campaign", "change campaign"):
    reserve(_name, MANAGER, MARKETING)

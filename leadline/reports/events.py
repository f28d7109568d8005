"""What happens to campaigns, and to leads by them."""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

CAMPAIGN_MADE = event("campaign made", _("Campaign {campaign} is kept"))
CAMPAIGN_CHANGED = event("campaign changed", _("Campaign {campaign} changed"), also=("changes",))
CAMPAIGN_CHOSEN = event(
    "campaign chosen", _("What comes of it is credited to {campaign}"), also=("before",)
)
CAMPAIGN_RESTORED = event(
    "campaign restored", _("Credited again to the campaign that it came with"), also=("before",)
)

"""What happens to campaigns."""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

CAMPAIGN_MADE = event("campaign made", _("Campaign {campaign} is kept"))
CAMPAIGN_CHANGED = event("campaign changed", _("Campaign {campaign} changed"), also=("changes",))

"""A partner stays one when its company is merged with another entry of the same."""

from django.utils.translation import gettext_noop as _

from leadline.channel.models import Partner
from leadline.parties.lineage import Pointer, points_at_company

points_at_company(Pointer(Partner, "company", _("Partners")))

"""What was learned of a party and is not told yet goes where its records go."""

from django.utils.translation import gettext_noop as _

from leadline.automation.models import Learned
from leadline.parties.lineage import Pointer, points_at_company, points_at_person

ANSWERS = _("Answers that records are still told of")

points_at_person(Pointer(Learned, "person", ANSWERS))
points_at_company(Pointer(Learned, "company", ANSWERS))

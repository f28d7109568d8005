"""Records follow their person and company when those are merged, and go back at a split."""

from django.utils.translation import gettext_noop as _

from leadline.parties.lineage import Pointer, points_at_company, points_at_person
from leadline.records.events import PARTY_CHANGED
from leadline.records.models import Record

RECORDS = _("Leads, deals and trials")

points_at_person(
    Pointer(Record, "person", RECORDS, follows="opener", told=PARTY_CHANGED, page="record")
)
points_at_company(
    Pointer(Record, "company", RECORDS, follows="person", told=PARTY_CHANGED, page="record")
)

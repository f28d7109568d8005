"""Leads are found, by the number that their source gave them, too, and contacts."""

from django.utils.translation import gettext_lazy as _

from leadline.leads.models import Lead
from leadline.search.declared import FoundKind, declare_kind

LEADS = declare_kind(FoundKind("lead", _("Leads"), "lead", "user-round-search", (Lead, "number")))
CONTACTS = declare_kind(FoundKind("contact", _("Contacts"), "contact", "user-round-check"))

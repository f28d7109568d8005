"""Deals are found."""

from django.utils.translation import gettext_lazy as _

from leadline.search.declared import FoundKind, declare_kind

DEALS = declare_kind(FoundKind("deal", _("Deals"), "deal", "handshake"))

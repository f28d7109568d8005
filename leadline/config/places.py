"""What the palette offers to do and where it can go: the navigation, and acts with a page."""

from django.utils.translation import gettext_lazy as _

from leadline.config.navigation import ENTRIES, SETTINGS
from leadline.search.declared import Place, declare_place

ACTS = (
    Place(_("New lead"), "new-lead", "plus", _("add enter customer inquiry"), "open leads"),
    Place(_("New person"), "new-person", "plus", _("add enter contact"), "enter people"),
    Place(_("New company"), "new-company", "plus", _("add enter firm"), "add company"),
    Place(_("New task"), "new-task", "plus", _("add to do reminder"), "task"),
    Place(_("New note"), "new-note", "plus", _("add write down"), "note"),
    Place(_("Automation"), "automation", "pause", _("worker hold let go stop")),
    Place(_("Profile"), "profile", "user-round", _("language time zone my settings")),
    Place(_("Two-step sign-in"), "mfa_index", "key-round", _("security passkey code TOTP")),
)
WORDS = {
    "today": _("home start tasks what to do"),
    "leads": _("inquiries list"),
    "contacts": _("contact status expansion list"),
    "deals": _("opportunities list"),
    "letters": _("outbox e-mails sent waiting"),
    "people": _("contacts list"),
    "companies": _("customers accounts firms list"),
    "tidy": _("clean up doubles without owner stuck bounced"),
    "bin": _("trash deleted restore bring back"),
    "imports": _("read in a file Excel CSV table list undo"),
    "arrivals": _("arrivals forms conservation in and out"),
    "playbooks": _("process rules stages versions"),
}


def declare_places() -> None:
    """Those of the navigation first."""
    for entry in ENTRIES:
        words = WORDS.get(entry.page, "")
        declare_place(Place(entry.label, entry.page, entry.icon, words, entry.permission))
    for one in SETTINGS:
        place = Place(one.label, one.page, "settings", _(one.about), one.permission)
        declare_place(place)
    for act in ACTS:
        declare_place(act)

"""What stands in the navigation, in order; an entry appears once its page exists."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy


@dataclass(frozen=True)
class Entry:
    """label: a noun. page: the name of its URL. icon: a file of ui/icons. group: the heading.

    permission: the action that one must be allowed to do (None: everyone sees it).
    thumb: it stands in the bottom bar of a phone. key: "g" and this letter go there.
    """

    label: Promise | str
    page: str
    icon: str
    group: Promise | str = ""
    permission: str | None = None
    thumb: bool = False
    key: str = ""


@dataclass(frozen=True)
class Section:
    """A page of the settings. about: what one does there, a msgid. permission: as of an entry."""

    label: Promise | str
    page: str
    about: str
    permission: str


WORK = _("Work")
MANAGE = pgettext_lazy("navigation", "Manage")

ENTRIES: tuple[Entry, ...] = (
    Entry(_("Today"), "today", "sun", thumb=True, key="t"),
    Entry(_("Inbox"), "inbox", "inbox", thumb=True, key="i"),
    Entry(_("Leads"), "leads", "user-round-search", WORK, "see", thumb=True, key="l"),
    Entry(_("Contacts"), "contacts", "user-round-check", WORK, "see", key="o"),
    Entry(_("Deals"), "deals", "handshake", WORK, "see", thumb=True, key="d"),
    Entry(_("Queues"), "queues", "users-round", WORK, "see", key="q"),
    Entry(_("Letters"), "letters", "mail", WORK, "see", key="e"),
    Entry(_("People"), "people", "user-round", WORK, "see", key="p"),
    Entry(_("Companies"), "companies", "building-2", WORK, "see", key="c"),
    Entry(_("Incoming"), "arrivals", "download", MANAGE, "see"),
    Entry(_("Possible duplicates"), "duplicates", "copy", MANAGE, "see"),
    Entry(_("Tidy"), "tidy", "circle-check", MANAGE, "see"),
    Entry(_("Bin"), "bin", "trash-2", MANAGE, "see"),
    Entry(_("Import"), "imports", "upload", MANAGE, "hand in import", key="m"),
    Entry(_("Routing"), "routing", "arrow-right", MANAGE, "change pool"),
    Entry(_("Partners"), "partners", "handshake", MANAGE, "see"),
    Entry(_("Playbooks"), "playbooks", "waypoints", MANAGE),
    Entry(_("Insight"), "insight", "chart-line", MANAGE, "see"),
    Entry(_("Settings"), "settings", "settings", MANAGE),
)

# What can be made from everywhere.
NEW: tuple[Entry, ...] = (
    Entry(_("Lead"), "new-lead", "user-round-search", permission="open leads"),
    Entry(_("Person"), "new-person", "user-round", permission="enter people"),
    Entry(_("Company"), "new-company", "building-2", permission="add company"),
    Entry(_("Task"), "new-task", "check", permission="task"),
    Entry(_("Note"), "new-note", "message-square", permission="note"),
)

SETTINGS: tuple[Section, ...] = (
    Section(
        _("Company settings"),
        "firm",
        gettext_noop("Name, zone, currency, and the address that letters come from."),
        "change firm settings",
    ),
    Section(
        _("Colleagues"),
        "colleagues",
        gettext_noop("Who signs in, with which role, who stands in, who is away, who leaves."),
        "invite person",
    ),
    Section(
        _("Teams"),
        "teams",
        gettext_noop("How the company is divided, and when each team works."),
        "form team",
    ),
    Section(
        _("Roles"),
        "roles",
        gettext_noop("What each role may do, and with whose records."),
        "set permission",
    ),
    Section(
        _("Ways in"),
        "doors",
        gettext_noop("Forms, machines and files that bring leads, and the playbook they enter."),
        "change way in",
    ),
    Section(
        _("Playbooks"),
        "publishing",
        gettext_noop("Hand in a text, see what it would change, and put it in force."),
        "publish playbook",
    ),
    Section(
        _("Custom fields"),
        "custom-fields",
        gettext_noop("What you want to know of leads, deals, companies and people besides."),
        "change custom field",
    ),
    Section(
        _("Screening lists"),
        "screening",
        gettext_noop("Whom you do not serve without a second look, and why."),
        "add screening entry",
    ),
    Section(
        _("Products"),
        "products",
        gettext_noop("What people try, who carries their trials out, and how often they sign in."),
        "change product",
    ),
)

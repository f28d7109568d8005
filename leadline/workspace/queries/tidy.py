"""What wants tidying: each with how many there are and the list in which something is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.parties.queries.duplicates import company_pairs
from leadline.workspace.kinds import KINDS
from leadline.workspace.queries.leads import selection_of
from leadline.workspace.queries.lists.paging import number_of
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.queries.parties import pairs_seen

KEPT_SECONDS = 60
PAIRS = 99  # of companies: more are not paired at once


@dataclass(frozen=True)
class Matter:
    """Something that wants tidying in one kind of list. why: what comes of leaving it."""

    kind: str
    label: Promise | str
    why: Promise | str
    wanted: Wanted


@dataclass(frozen=True)
class Line:
    """number: how many ("212", "10,000+"). url: where something is done about them."""

    icon: str
    label: Promise | str
    why: Promise | str
    number: str
    url: str

    @property
    def is_done(self) -> bool:
        return self.number == "0"


OPEN = "is open"
NOBODY = _("Nobody looks after them, and nobody is told when something happens.")
NO_STEP = _("No task, no clock and no moment: nothing will happen to them any more.")
STUCK = _("Automation stopped here and waits for a person.")
MATTERS = (
    Matter("lead", _("Leads without an owner"), NOBODY, Wanted(where=OPEN, owner="nobody")),
    Matter("contact", _("Contacts without an owner"), NOBODY, Wanted(where=OPEN, owner="nobody")),
    Matter("deal", _("Deals without an owner"), NOBODY, Wanted(where=OPEN, owner="nobody")),
    Matter(
        "lead",
        _("Leads without a next step"),
        NO_STEP,
        Wanted(where=f"{OPEN} and has no next step"),
    ),
    Matter(
        "deal",
        _("Deals without a next step"),
        NO_STEP,
        Wanted(where=f"{OPEN} and has no next step"),
    ),
    Matter("lead", _("Leads that are stuck"), STUCK, Wanted(where="is stuck")),
    Matter("contact", _("Contacts that are stuck"), STUCK, Wanted(where="is stuck")),
    Matter("deal", _("Deals that are stuck"), STUCK, Wanted(where="is stuck")),
    Matter(
        "person",
        _("People to whom nobody may write"),
        _("They have an e-mail address, and nothing says that they may be written to."),
        Wanted(where="e-mail known and may not be written to"),
    ),
    Matter(
        "person",
        _("People whose letters came back"),
        _("The address is wrong or gone. Ask for another one, or delete who has left."),
        Wanted(where="a letter failed"),
    ),
)
ICONS = {
    "lead": "user-round-search",
    "contact": "user-round-check",
    "deal": "handshake",
    "person": "user-round",
}


def tidy_of(user: User, now: datetime) -> Sequence[Line]:
    """What this person may see of it; each is counted once a minute at most, up to 10,000."""
    lines = [_line(str(place), matter, user, now) for place, matter in enumerate(MATTERS)]
    alike = _("They look the same. Merge them, or say that they are two.")
    lines += [
        Line("copy", label, alike, _kept(user, key, count), reverse("duplicates"))
        for key, label, count in (
            ("people", _("People who are probably in twice"), lambda: number_of(pairs_seen(user))),
            ("companies", _("Companies that are probably in twice"), _companies),
        )
    ]
    return lines


def _line(key: str, matter: Matter, user: User, now: datetime) -> Line:
    def count() -> str:
        return number_of(selection_of(user, matter.kind, matter.wanted, now).rows)

    url = f"{reverse(KINDS[matter.kind].at())}?{matter.wanted.query}"
    number = _kept(user, key, count)
    return Line(ICONS[matter.kind], matter.label, matter.why, number, url)


def _companies() -> str:
    number = len(company_pairs())
    return f"{PAIRS}+" if number > PAIRS else str(number)


def _kept(user: User, key: str, count: Callable[[], str]) -> str:
    key = f"tidy:{user.pk}:{key}"
    found = cache.get(key)
    if not isinstance(found, str):
        found = count()
        cache.set(key, found, KEPT_SECONDS)
    return found

"""What an empty installation still needs before it can work; what is done stays done.

Nothing is kept: each step looks whether it was taken, so that one leaves and resumes at will.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leadline.access.actor import person
from leadline.access.models import Firm, Team, User
from leadline.access.policy import may
from leadline.intake.models import Door
from leadline.records.models import Record
from leadline.service.models import Product


@dataclass(frozen=True)
class FirstStep:
    """href: the page on which it is done."""

    title: Promise
    why: Promise
    href: str
    is_done: bool


@dataclass(frozen=True)
class _Declared:
    action: str  # who may do this is shown the step
    page: str
    title: Promise
    why: Promise
    is_done: Callable[[], bool]


def first_steps(user: User) -> Sequence[FirstStep]:
    """Those that this person may take; none once the first lead is there."""
    if not may(person(user), STEPS[0].action) or Record.objects.exists():
        return ()
    return [
        FirstStep(one.title, one.why, reverse(one.page), one.is_done())
        for one in STEPS
        if may(person(user), one.action)
    ]


def _works_in_hours_of_its_own() -> bool:
    return Team.objects.exclude(hours=None, zone="", country="").exists()


STEPS = (
    _Declared(
        "change firm settings",
        "firm",
        _("Say who you are"),
        _("Name, time zone, currency, and the address that letters come from."),
        lambda: bool(Firm.current().sender),
    ),
    _Declared(
        "change team",
        "teams",
        _("Say when your team works"),
        _("Promises are counted in its hours, and not on its holidays."),
        _works_in_hours_of_its_own,
    ),
    _Declared(
        "invite person",
        "colleague-invitation",
        _("Invite a colleague"),
        _("They get a letter with a link; their role says what they may see and do."),
        lambda: User.objects.count() > 1,
    ),
    _Declared(
        "offer product",
        "product-new",
        _("Say what people try"),
        _("A trial is opened in your product by itself, or by a person who ticks it."),
        Product.objects.exists,
    ),
    _Declared(
        "make way in",
        "doors",
        _("Open a way in"),
        _("A form for your site, a machine, or a source of files."),
        Door.objects.exists,
    ),
    _Declared(
        "hand in import",
        "imports",
        _("Bring in a list"),
        _("You see what would come of it before anything happens, and can take it back."),
        Record.objects.exists,
    ),
)

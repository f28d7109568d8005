"""Five minutes through the product for each role: what to look at, why, and the way there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.demo import memory
from leadline.demo.cast import COLLEAGUES
from leadline.mail.models import Letter, State
from leadline.playbooks.models import Published
from leadline.records.models import Record

CUSTOMER = "customer"
NOBODY = 0  # stands for customers where walks are put away
PLAYBOOK, LEADS = "trial-subscription", "lead-management"
Way = Callable[[User | None], str]


@dataclass(frozen=True)
class Stop:
    """One step of a walk. way: finds the address of what is to be seen; "" where there is none."""

    sentence: Promise
    way: Way


@dataclass(frozen=True)
class Step:
    """A stop as the page shows it."""

    sentence: Promise
    href: str


@dataclass(frozen=True)
class Walk:
    """steps: those that lead somewhere now. is_away: it was put away."""

    card: str
    steps: Sequence[Step]
    is_away: bool


def walk_for(user: User | None) -> Walk | None:
    """None for a colleague whom the sign-in page does not offer."""
    card = card_of(user)
    if card not in WALKS:
        return None
    steps = [Step(stop.sentence, stop.way(user)) for stop in WALKS[card]]
    away = memory.recall().put_away
    return Walk(card, [one for one in steps if one.href], number_of(user) in away)


def put_away(user: User | None) -> None:
    """It is not shown by itself any more; the foot of the page leads to it still."""
    memory.amend(lambda kept: {"put_away": tuple({*kept.put_away, number_of(user)})})


def card_of(user: User | None) -> str:
    """Who they are on the sign-in page; "" for others."""
    if user is None:
        return CUSTOMER
    return next((one.card for one in COLLEAGUES if one.email == user.email), "")


def number_of(user: User | None) -> int:
    return user.pk if user else NOBODY


def _page(name: str, *arguments: str, after: str = "") -> Way:
    def way(user: User | None) -> str:
        try:
            return reverse(name, args=arguments) + after
        except NoReverseMatch:
            return ""

    return way


def _of_desk(name: str, *arguments: str) -> Way:
    """A page about the desk of lead development, where there is one."""

    def way(user: User | None) -> str:
        is_there = Published.objects.filter(name=LEADS, current__isnull=False).exists()
        return reverse(name, args=arguments) if is_there else ""

    return way


def _lead_at(stage: str, after: str = "", *, own: bool = False) -> Way:
    """The newest lead that stands there; own: one that this person has, if there is one."""

    def way(user: User | None) -> str:
        rows = Record.objects.filter(kind="lead", stage=stage).order_by("-opened_at")
        mine = rows.filter(owner=user).first() if own else None
        found = mine or rows.first()
        return reverse("lead", args=[found.pk]) + after if found else ""

    return way


def _asked_customer(user: User | None) -> str:
    """The mailbox of somebody whose letter asks something that is still open."""
    rows = Letter.objects.filter(state=State.SENT, link__isnull=False, record__outcome="")
    letter = rows.exclude(person=None).order_by("-sent_at").first()
    return reverse("demo-letters", args=[letter.person_id]) if letter else ""


RAW = f"?stage={quote('Raw')}"
CLOCK, MAILBOX = _page("demo-clock"), _page("demo-mailbox")
SOURCE = _page("playbook-source", PLAYBOOK)

WALKS: Mapping[str, tuple[Stop, ...]] = {
    "seller": (
        Stop(
            _("The most urgent thing stands first. Beside it is all you need to do it."),
            _page("today"),
        ),
        Stop(
            _("A trial waits to be opened in the product. Tick it: only then they are told."),
            _lead_at("Opening the trial", own=True),
        ),
        Stop(
            _("Ask somebody what they think of their trial: call, and write down the answer."),
            _lead_at("On trial", "#tasks", own=True),
        ),
        Stop(
            _("Press “why?” at any line: the rule, its place in the playbook, and what it saw."),
            _lead_at("Interested", "#happened", own=True),
        ),
        Stop(_("Answer as a customer: follow the link in the letter they got."), _asked_customer),
        Stop(_("Move the clock to the next event, and watch what happens and why."), CLOCK),
    ),
    "developer": (
        Stop(
            _("Colleagues gave you companies to look up. What you find stays with the company."),
            _page("today"),
        ),
        Stop(
            _("Visitors of a trade show: nobody wrote to them, since nothing says one may."),
            _page("leads", after=RAW),
        ),
        Stop(
            _("Who wrote from a private address is asked for a company; see what they were sent."),
            _lead_at("Company information"),
        ),
        Stop(
            _("Hand in a list of your own, look at the preview, read it in, and take it back."),
            _page("imports"),
        ),
        Stop(_("Whatever came in ended somewhere: the sums say so."), _page("arrivals")),
        Stop(
            _("Which leads were accepted, returned or put off, and from which source they came."),
            _of_desk("insight"),
        ),
        Stop(_("Move the clock, and see who is reminded and who is closed."), CLOCK),
    ),
    "manager": (
        Stop(
            _("A name on the ban list stopped this lead. Decide, with the evidence beside it."),
            _lead_at("With the supervisor"),
        ),
        Stop(
            _("A company asks for a further trial; what the first one brought stands beside."),
            _lead_at("Another trial"),
        ),
        Stop(
            _("Promises that nearly broke, and decisions that wait, come to you."), _page("today")
        ),
        Stop(
            _("The written process as a map, with how many stand where."),
            _page("playbook", PLAYBOOK),
        ),
        Stop(_("Each step of the source beside the stage and the letter that carry it."), SOURCE),
        Stop(
            _("What lead development and sales have promised each other, and what was kept."),
            _of_desk("statement", LEADS),
        ),
        Stop(_("Let two weeks pass, and follow what happened to one of them."), CLOCK),
    ),
    "admin": (
        Stop(_("Whether automation runs, and how to hold it back."), _page("automation")),
        Stop(_("Who may do what, and how the company works."), _page("settings")),
        Stop(_("Every inquiry with its receipt: in is the sum of out."), _page("arrivals")),
        Stop(_("Letters that have not left, and why."), _page("letters")),
        Stop(
            _("The process as text: checked, published, and each version kept."),
            _page("playbook", PLAYBOOK, after="#text"),
        ),
        Stop(_("Bring a messy list in, and take it back whole."), _page("imports")),
    ),
    CUSTOMER: (
        Stop(
            _("Ask for a trial, as a visitor of the website does."), _page("registration", "trial")
        ),
        Stop(
            _("Read what you were sent: after half a minute the first letter is here."),
            MAILBOX,
        ),
        Stop(_("Follow a link in a letter and answer without signing in."), _asked_customer),
        Stop(_("Reply to a letter; the seller sees it at once."), _asked_customer),
        Stop(_("Let the time run, and see what you are written next."), CLOCK),
    ),
}

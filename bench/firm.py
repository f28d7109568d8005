"""The small firm in which proofs and measures take place, and how its leads come in."""

from collections.abc import Sequence
from hashlib import sha256

from django.core.management import call_command

from bench.ground import PLAYBOOKS
from leadline.access.actions import (
    accept_invitation,
    change_firm_settings,
    form_team,
    invite_person,
    make_firm,
)
from leadline.access.models import Role, Team, User
from leadline.automation.answering import answer_due
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming, Outcome
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Published
from leadline.service.actions import offer_product
from leadline.service.models import How

SLICE = 500
LETTERS = str.maketrans("0123456789", "ghijklmnop")  # a name has no digits
SETTINGS = {
    "name": "Bench & Co.",
    "zone": "Europe/Berlin",
    "country": "DE",
    "currency": "EUR",
    "sender": "hello@bench.example",
}


def make(sellers: int = 3, hook: str = "") -> None:
    """The firm with a manager, its sellers and a product. hook: the product's address, if any."""
    call_command("setup", verbosity=0)
    change_firm_settings(AUTOMATION, make_firm(), values=SETTINGS)
    team = form_team(AUTOMATION, None, name="Sales", country="DE")
    colleague(team, "boss", "Manager")
    for number in range(sellers):
        colleague(team, f"seller{number}", "Seller")
    how = How.HOOK if hook else How.TASK
    offer_product(AUTOMATION, None, name="Price Watch", how=how, hook_url=hook)


def colleague(team: Team, name: str, role: str) -> User:
    """One who works here and may sign in."""
    user = invite_person(
        AUTOMATION,
        None,
        email=f"{name}@bench.example",
        name=name.title(),
        role=Role.objects.get(name=role),
        team=team,
        language="en",
    )
    accept_invitation(AUTOMATION, user, password="leadline-bench")
    return user


def door_of(playbook: str, process: str, stage: str) -> Door:
    """The way into a playbook; one of the bench's own is published first."""
    if (PLAYBOOKS / playbook).is_dir():
        version = publish(AUTOMATION, None, name=playbook, source=PLAYBOOKS / playbook)
    else:
        current = Published.objects.select_related("current").get(name=playbook).current
        assert current is not None
        version = current
    return Door(version, process, stage=stage)


def lead(number: int, label: str = "lead") -> Incoming:
    """One of as many people as one likes, no two alike, each at a company of their own."""
    own = sha256(f"{label} {number}".encode()).hexdigest().translate(LETTERS)
    name, company = f"{own[:8]} {own[8:18]}".title(), own[18:30]
    return Incoming(
        Candidate(
            name=name, company=f"{company.title()} Ltd", emails=(f"p{number}@{company}.example",)
        ),
        source="Web",
    )


def take_in(door: Door, incoming: Sequence[Incoming]) -> list[Outcome]:
    """Opens the leads in slices, as an import does."""
    found: list[Outcome] = []
    for start in range(0, len(incoming), SLICE):
        part = incoming[start : start + SLICE]
        found += open_leads(AUTOMATION, None, door=door, incoming=part)
    return found


def answer_all() -> int:
    """Automation answers until nothing is due; how many answers it took."""
    answers = 0
    while done := answer_due(clock.now()):
        answers += done
    return answers

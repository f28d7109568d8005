"""The desk of lead development: its people, its playbook, what was signed, and the ways in."""

from pathlib import Path

from django.conf import settings

from leadline.access.actions import form_team
from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.demo.desk.cast import DEVELOPERS, MARKETING, Prospect
from leadline.demo.firm import CONSENT, invited
from leadline.demo.history.arriving import fill_form, hand_in
from leadline.intake.actions.doors import make_door
from leadline.intake.models import DoorKind
from leadline.playbooks.actions import publish, sign_playbook
from leadline.playbooks.models import Version
from leadline.playbooks.signatures import parts_of

PLAYBOOK = "lead-management"
FORM = "ask"
BUYERS = Path(__file__).parents[1] / "data" / "steel-buyers.csv"


def open_desk(people: list[User]) -> list[User]:
    """Those who develop leads, once both sides have agreed; people: the firm's, manager first."""
    manager, marketing = people[0], next(one for one in people if one.email == MARKETING)
    team = form_team(AUTOMATION, None, name="Lead development", country="DE")
    developers = invited(team, DEVELOPERS, known={manager.email: manager})
    source = Path(settings.PLAYBOOKS) / PLAYBOOK
    version = publish(person(manager), None, name=PLAYBOOK, source=source)
    _sign(version, {"Marketing": marketing, "Manager": manager})
    make_door(
        person(marketing),
        None,
        name="Ask us",
        slug=FORM,
        kind=DoorKind.FORM,
        playbook=version.playbook,
        stage="Inquiry",
        source="Website question",
        consent=CONSENT,
    )
    return developers


def _sign(version: Version, sides: dict[str, User]) -> None:
    for one in parts_of(version):
        signable = one.signable
        for role, user in sides.items():
            sign_playbook(
                person(user),
                None,
                playbook=PLAYBOOK,
                part=signable.part,
                role=role,
                hash=signable.hash,
            )


def ask(who: Prospect) -> None:
    """Somebody asks a question on the website."""
    given = {
        "name": who.name,
        "company": who.company,
        "e-mail": who.email,
        "phone": who.phone,
        "message": who.topic,
        "consent": CONSENT[who.language],
    }
    page = {"country": who.country, "language": who.language, "landing page": "/ask"}
    fill_form(FORM, given, page)


def bring_buyers() -> None:
    """A list of buyers that marketing has bought: nobody on it knows the firm."""
    hand_in(BUYERS, "Steel buyers", PLAYBOOK)

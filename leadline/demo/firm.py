"""The demo's firm without a single lead: people, their product, the ban list and the form."""

from collections.abc import Iterable, Iterator

from django.core.management import call_command

from leadline.access.actions import (
    accept_invitation,
    change_firm_settings,
    change_profile,
    form_team,
    invite_person,
    make_firm,
)
from leadline.access.actor import person
from leadline.access.models import Role, Team, User
from leadline.core.actor import AUTOMATION
from leadline.demo.cast import COLLEAGUES, Colleague
from leadline.intake.actions.doors import make_door
from leadline.intake.models import DoorKind
from leadline.parties.actions.watching import add_screening_entry
from leadline.parties.models import ListName, Subject
from leadline.playbooks.models import Published
from leadline.service.actions import offer_product
from leadline.service.models import How

PASSWORD = "leadline-demo"  # noqa: S105 - it is printed, and opens nothing but the demo
FORM = "trial"
FIRM = {
    "name": "Meridian Price Watch",
    "zone": "Europe/Berlin",
    "country": "DE",
    "currency": "EUR",
    "sender": "hello@meridian.example",
}
CONSENT = {
    "en": "You may write to me about your products; I can end this at any time.",
    "zh-hans": "你们可以就产品事宜给我写信；我可以随时取消。",
}
LISTED = (
    (ListName.BAN, "Orient Metals GmbH", "Did not pay two invoices in 2024."),
    (ListName.BAN, "Caspian Metals FZE", "Passed our price series on to others in 2025."),
    (ListName.BAN, "Baltic Scrap OÜ", "An invoice was open for eight months."),
)


def make_firm_only() -> list[User]:
    """The colleagues in the order of COLLEAGUES."""
    call_command("setup", verbosity=0)
    people = _people()
    manager = person(people[0])
    offer_product(manager, None, name="Price Watch", how=How.TASK)
    for name, text, reason in LISTED:
        add_screening_entry(
            manager, None, list_name=name, kind=Subject.COMPANY, text=text, reason=reason
        )
    make_door(
        manager,
        None,
        name="Free trial",
        slug=FORM,
        kind=DoorKind.FORM,
        playbook=Published.objects.get(name="trial-subscription"),
        stage="Registered",
        source="Website registration",
        consent=CONSENT,
    )
    return people


def _people() -> list[User]:
    change_firm_settings(AUTOMATION, make_firm(), values=FIRM)
    team = form_team(AUTOMATION, None, name="Sales", country="DE")
    return invited(team, COLLEAGUES, known={})


def invited(team: Team, colleagues: Iterable[Colleague], known: dict[str, User]) -> list[User]:
    """They have accepted; known: by address those who were here before, as managers."""
    return list(_invited(team, colleagues, dict(known)))


def _invited(team: Team, colleagues: Iterable[Colleague], known: dict[str, User]) -> Iterator[User]:
    for one in colleagues:
        user = invite_person(
            AUTOMATION,
            None,
            email=one.email,
            name=one.name,
            role=Role.objects.get(name=one.role),
            team=team,
            language=one.language,
        )
        accept_invitation(AUTOMATION, user, password=PASSWORD)
        if one.manager:
            change_profile(AUTOMATION, user, values={"manager": known[one.manager]})
        known[one.email] = user
        yield user

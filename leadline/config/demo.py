"""A small believable firm to look around in: its people, its product, and two weeks of its leads.

Nothing is inserted: the leads come in by the product's own action and are worked under a driven
clock.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

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
from leadline.automation.jobs import all_jobs
from leadline.automation.worker import run_round
from leadline.core import clock
from leadline.core.actor import AUTOMATION, CUSTOMER
from leadline.core.clock import Driven
from leadline.intake.actions.arriving import Item, receive_arrivals
from leadline.intake.actions.doors import make_door
from leadline.intake.jobs import settle
from leadline.intake.models import Door, DoorKind
from leadline.parties.actions.watching import add_screening_entry
from leadline.parties.models import ListName, Subject
from leadline.playbooks.models import Published
from leadline.records.models import Record
from leadline.service.actions import confirm, offer_product
from leadline.service.models import Errand, How
from leadline.service.queries import errands_of

PASSWORD = "leadline-demo"  # noqa: S105 - it is printed, and opens nothing but the demo
STEP = timedelta(hours=4)
FIRM = {
    "name": "Meridian Price Watch",
    "zone": "Europe/Berlin",
    "country": "DE",
    "currency": "EUR",
    "sender": "hello@meridian.example",
}


@dataclass(frozen=True)
class Colleague:
    email: str
    name: str
    role: str
    language: str = "en"
    manager: str = ""


CAST = (
    Colleague("sofia@meridian.example", "Sofia Martin", "Manager"),
    Colleague("anna@meridian.example", "Anna Koch", "Seller", manager="sofia@meridian.example"),
    Colleague(
        "wei@meridian.example", "陈伟", "Seller", "zh-hans", manager="sofia@meridian.example"
    ),
    Colleague("admin@meridian.example", "Ada Min", "Admin"),
)

# Days before today and hour, name, company, address, phone, country, language.
LEADS = (
    (15, 9, "Jonas Berg", "Nordwire AB", "jonas.berg@nordwire.example", "", "SE", "en"),
    (
        14,
        10,
        "王芳",
        "苏州恒川线缆有限公司",
        "wang.fang@hengchuan-cable.example",
        "",
        "CN",
        "zh-hans",
    ),
    (11, 8, "Maria Rossi", "Acciai Rossi S.p.A.", "m.rossi@acciai-rossi.example", "", "IT", "en"),
    (8, 14, "Tom Hale", "", "tom.hale.88@gmail.com", "", "GB", "en"),
    (6, 11, "Keiko Mori", "Sakura Steel Co., Ltd.", "mori@sakura-steel.example", "", "JP", "en"),
    (3, 9, "Paul Grau", "Orient Metals GmbH", "grau@orient-metals.example", "", "DE", "en"),
    (
        2,
        16,
        "李娜",
        "上海澜石钢材股份有限公司",
        "li.na@lanshi-steel.example",
        "",
        "CN",
        "zh-hans",
    ),
    (1, 10, "Ines Vidal", "", "ines.vidal@hotmail.com", "", "ES", "en"),
    (0, 6, "Omar Haddad", "Gulf Rebar LLC", "omar@gulf-rebar.example", "+971501234567", "AE", "en"),
)
CONSENT = {
    "en": "You may write to me about your products; I can end this at any time.",
    "zh-hans": "你们可以就产品事宜给我写信；我可以随时取消。",
}
BANNED = ("Orient Metals GmbH", "Did not pay two invoices in 2024.")


def make(say: Callable[[str], None]) -> None:
    """The whole firm, unless it is there already; `say` hears each step."""
    if User.objects.filter(email=CAST[0].email).exists():
        return
    now = clock.now()
    start = (now - timedelta(days=16)).replace(minute=0, second=0, microsecond=0)
    with Driven(start) as driven:
        say("People, their product and their form …")
        people = make_firm_only()
        say("Two weeks of leads, worked as they came in …")
        _history(driven, now, people)


def make_firm_only() -> list[User]:
    """The people, the product, the list and the form, without a single lead."""
    call_command("setup", verbosity=0)
    people = _people()
    manager = person(people[0])
    offer_product(manager, None, name="Price Watch", how=How.TASK)
    add_screening_entry(
        manager,
        None,
        list_name=ListName.BAN,
        kind=Subject.COMPANY,
        text=BANNED[0],
        reason=BANNED[1],
    )
    make_door(
        manager,
        None,
        name="Free trial",
        slug="trial",
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
    return list(_invited(team))


def _invited(team: Team) -> Iterator[User]:
    known: dict[str, User] = {}
    for one in CAST:
        role = Role.objects.get(name=one.role)
        user = invite_person(
            AUTOMATION,
            None,
            email=one.email,
            name=one.name,
            role=role,
            team=team,
            language=one.language,
        )
        accept_invitation(AUTOMATION, user, password=PASSWORD)
        if one.manager:
            change_profile(AUTOMATION, user, values={"manager": known[one.manager]})
        known[one.email] = user
        yield user


def _history(driven: Driven, now: datetime, people: list[User]) -> None:
    latest = now - timedelta(minutes=20)  # today's lead has come in, whatever the hour
    coming = sorted(
        (min(now.replace(hour=hour, minute=12, second=0) - timedelta(days=days), latest), who)
        for days, hour, *who in LEADS
    )
    while driven.at < now:
        at = min(driven.at + STEP, coming[0][0] if coming else now, now)
        driven.set(at)
        if coming and coming[0][0] <= at:
            _take_in(*coming.pop(0)[1])
        _work(driven, people)


def _take_in(*who: str) -> None:
    """Somebody fills the form on the website."""
    name, company, email, phone, country, language = who
    fields = {"name": name, "company": company, "e-mail": email, "phone": phone}
    page = {"country": country, "language": language, "landing page": "/trial"}
    raw = {"fields": {key: text for key, text in fields.items() if text}, "page": page}
    door = Door.objects.get(slug="trial")
    [arrival] = receive_arrivals(CUSTOMER, None, door=door, items=[Item(raw, key=email)])
    settle(CUSTOMER, [arrival.pk])


def _work(driven: Driven, people: list[User]) -> None:
    """What the worker does, and the clicks of sellers who open trials in the product."""
    jobs = all_jobs()
    for _ in range(20):
        done = run_round(jobs, driven.at, held=False)
        errands: list[tuple[User, Errand]] = [
            (user, errand) for user in people for errand in errands_of(user.pk)
        ]
        for user, errand in errands:
            confirm(person(user), Record.objects.get(pk=errand.entitlement.lead_id), errand=errand)
        if not done and not errands:
            return

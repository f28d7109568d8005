"""A firm with one of everything, for walks through all pages: people by role, what opens each."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.world_settings import settings_of
from leadline.access.actions import accept_invitation, invite_person
from leadline.access.actor import person
from leadline.access.invitations import path_for
from leadline.access.models import Role, Team, User
from leadline.access.roles import ADMIN, SHIPPED
from leadline.automation.answering import answer_due
from leadline.automation.jobs import all_jobs
from leadline.automation.scoring import rescore_due
from leadline.automation.worker import run_round
from leadline.core import clock
from leadline.core.actor import AUTOMATION, CUSTOMER
from leadline.core.clock import Driven
from leadline.deals.actions import open_deal
from leadline.demo.firm import PASSWORD, make_firm_only
from leadline.files.links import signed_path_for
from leadline.files.models import File
from leadline.files.store import put, receive
from leadline.intake.actions.arriving import Item, receive_arrivals
from leadline.intake.actions.doors import make_door
from leadline.intake.actions.importing import hand_in_import
from leadline.intake.columns import guessed_columns, written
from leadline.intake.jobs import settle
from leadline.intake.models import Arrival, Door, DoorKind
from leadline.intake.receipts import receipt_of
from leadline.intake.sources import door_for
from leadline.leads.actions import open_leads
from leadline.leads.actions.contacts import make_contact, open_lead
from leadline.leads.incoming import Door as LeadDoor
from leadline.leads.incoming import How, Incoming
from leadline.mail.actions.links import make_link
from leadline.mail.links import stop_url, token_of
from leadline.mail.models import Letter
from leadline.parties.actions.changing import add_phone_number
from leadline.parties.actions.deleting import delete_person
from leadline.parties.actions.entering import enter_people
from leadline.parties.actions.merging import merge_people
from leadline.parties.candidates import Candidate, read
from leadline.parties.models import Company, Person, PossibleDuplicate
from leadline.playbooks.actions import publish
from leadline.records.models import Record
from leadline.reports.actions.campaigns import make_campaign
from leadline.service.models import Errand
from leadline.work.actions.files import attach_file
from leadline.work.actions.following import follow_record
from leadline.work.actions.notes import note
from leadline.work.models import Note, Notice, Task

PLAYBOOKS = Path(__file__).parent / "playbooks"
MACHINE = "ll_a-machine"
ELSEWHERE = "elsewhere"
LEADS = (
    ("Jonas Lindqvist", "jonas@nordwire.se", "Nordwire AB", "+46 8 123 456 78"),
    ("Karin Vogel", "jonas@nordwire.se", "Nordwire AB", ""),  # one mailbox: perhaps one person
    ("王芳", "wang.fang@hengchuan.cn", "苏州恒川线缆有限公司", "138 1234 5678"),
    ("Tom Hale", "tom.hale.88@gmail.com", "", "020 7946 0958"),
    ("Paul Grau", "grau@orient-metals.de", "Orient Metals GmbH", ""),  # banned
    ("Maria Rossi", "maria@nordwire.se", "Nordwire AB", ""),
)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
CSV = b"name,e-mail,company\nEva Lind,eva@lind.se,Lind AB\nnobody,,\n"


@dataclass(frozen=True)
class World:
    """people: e-mail address by role, and of somebody without one. opens: what leads somewhere, by
    an argument of a URL ("record_id", "token of yours") or the beginning of its name ("lead")."""

    people: Mapping[str, str]
    opens: Mapping[str, Any]

    def arguments(self, name: str, params: Iterable[str]) -> dict[str, Any]:
        """What opens the page of this name. Raises KeyError for one that nobody has entered."""
        return {param: self.opens[self._key(name, param)] for param in params}

    def _key(self, name: str, param: str) -> str:
        exact = f"{param} of {name}"
        if exact in self.opens or param != "pk":
            return exact if exact in self.opens else param
        begins = [key for key in self.opens if name == key or name.startswith(f"{key}-")]
        return max(begins, key=len, default=exact)


def make_world() -> World:
    """Made by the product's own actions, as of now."""
    with Driven(clock.now() - timedelta(minutes=20)) as driven:
        make_firm_only()
        people = dict(_people())
        _leads(driven)
    return World(people, _opens(User.objects.get(email=people[ADMIN])))


def _people() -> Iterator[tuple[str, str]]:
    team = Team.objects.get(name="Sales")
    for name in SHIPPED:
        email = f"{name.lower()}@world.example"
        role = Role.objects.get(name=name)
        user = invite_person(AUTOMATION, None, email=email, name=name, role=role, team=team)
        accept_invitation(AUTOMATION, user, password=PASSWORD)
        yield name, email
    stranger = User.objects.create(email=f"{ELSEWHERE}@world.example", name="Kai Elsewhere")
    yield ELSEWHERE, stranger.email


def _leads(driven: Driven) -> None:
    door = Door.objects.get(slug="trial")
    for name, email, company, phone in LEADS:
        fields = {"name": name, "e-mail": email, "company": company, "phone": phone}
        given = {key: text for key, text in fields.items() if text}
        items = [Item({"fields": given, "page": {"language": "en"}})]
        [arrival] = receive_arrivals(CUSTOMER, None, door=door, items=items)
        settle(CUSTOMER, [arrival.pk])
        for _ in range(20):
            if not run_round(all_jobs(), driven.at, held=False):
                break


def _opens(admin: User) -> dict[str, Any]:
    """One of each; what the leads have not brought is made."""
    lead = Record.objects.filter(kind="lead", ended_at=None).earliest("pk")
    licence = receive(io.BytesIO(PDF), "licence.pdf")
    file = attach_file(person(admin), lead, received=licence, field="corporate licence")
    follow_record(person(admin), admin, record=lead)
    note(person(admin), lead, what="Look at this, @Admin and @Manager")
    known, newer = Person.objects.order_by("pk")[4:6]
    add_phone_number(AUTOMATION, known, text="+49 30 901820")
    [merge] = merge_people(AUTOMATION, known, losers=[newer])
    return {
        "lead": lead.pk,
        "record": lead.pk,
        "record_id": lead.pk,
        "deal": open_deal(AUTOMATION, lead).pk,
        "task": Task.objects.earliest("pk").pk,
        "letter": Letter.objects.earliest("pk").pk,
        "notice": Notice.objects.earliest("pk").pk,
        "errand": Errand.objects.earliest("pk").pk,
        "file": file.pk,
        "file_id": file.pk,
        "person": known.pk,
        "company": Company.objects.earliest("pk").pk,
        "duplicate": PossibleDuplicate.objects.earliest("pk").pk,
        "merge": merge.pk,
        "import": _import(),
        "name": "trial-subscription",
        **_score(admin),
        "campaign": make_campaign(AUTOMATION, None, label="Spring fair").pk,
        "note": Note.objects.earliest("pk").pk,
        "pk of email-removal": known.pk,
        "email": known.emails.earliest("pk").pk,
        "pk of phone-removal": known.pk,
        "phone": known.phones.earliest("pk").pk,
        "kind": "person",
        "pk of bin-restoring": _deleted(),
        **_doors(),
        **_links(admin, lead, file),
        **settings_of(admin),
    }


def _score(admin: User) -> dict[str, Any]:
    """A playbook that scores its leads, whose pages are not the shipped one's; and a contact."""
    version = publish(AUTOMATION, None, name="scored", source=PLAYBOOKS / "scored")
    incoming = Incoming(Candidate(name="Ada Score", emails=("ada@score.example",)), source="Web")
    open_leads(AUTOMATION, None, door=LeadDoor(version, "Scored lead"), incoming=[incoming])
    rescore_due(clock.now())
    pages = ("playbook-score", "playbook-score-reviewed", "playbook-score-rescoring")
    return {"contact": _contact(admin), **{f"name of {page}": "scored" for page in pages}}


def _contact(admin: User) -> int:
    """Somebody with whom there is business, who shows interest again."""
    version = publish(AUTOMATION, None, name="contacts", source=PLAYBOOKS / "contacts")
    incoming = Incoming(Candidate(name="Ida Known", emails=("ida@known.example",)), source="Web")
    [lead] = open_leads(
        AUTOMATION, None, door=LeadDoor(version, "Lead of contacts"), incoming=[incoming]
    )
    assert lead.record.person is not None
    contact = make_contact(person(admin), lead.record.person, version=version.pk)
    open_lead(AUTOMATION, contact)
    while answer_due(clock.now()):
        pass
    return contact.pk


def _deleted() -> int:
    """Somebody who lies in the bin."""
    alone = read(Candidate(name="Gone Already", emails=("gone@world.example",)))
    [entered] = enter_people(AUTOMATION, None, profiles=[alone])
    delete_person(AUTOMATION, entered.person)
    return entered.person.pk


def _doors() -> dict[str, Any]:
    """A machine's door, and something that is held for a check."""
    form = Door.objects.get(slug="trial")
    item = Item({"fields": {"name": "Held"}}, held="It is full of links.")
    [held] = receive_arrivals(CUSTOMER, None, door=form, items=[item])
    make_door(
        AUTOMATION, None, name="Machine", slug="machine", kind=DoorKind.JSON,
        playbook=form.playbook, stage="Registered", token=MACHINE,
    )  # fmt: skip
    return {
        "arrival": held.pk,
        "slug of registration": form.slug,
        "slug of registered": form.slug,
        "receipt of registered": receipt_of(Arrival.objects.earliest("pk").pk),
        "slug of machine-door": "machine",
    }


def _links(admin: User, lead: Record, file: File) -> dict[str, Any]:
    """What strangers hold: links that are their own proof."""
    letter = Letter.objects.exclude(person=None).earliest("pk")
    role, team = Role.objects.earliest("pk"), Team.objects.earliest("pk")
    new = invite_person(person(admin), None, email="new@world.example", role=role, team=team)
    _empty, _word, uid, token, _end = path_for(new).split("/")
    return {
        "token of yours": token_of(make_link(AUTOMATION, lead)),
        "token of stop-letters": last_part(stop_url(letter)),
        "token of signed-file": last_part(signed_path_for(file)),
        "uid of invitation": uid,
        "token of invitation": token,
    }


def _import() -> int:
    door, stored = door_for("Old system"), put(io.BytesIO(CSV))
    columns = written(guessed_columns(["name", "e-mail", "company"]))
    begun = hand_in_import(
        AUTOMATION, None, door=door, hash=stored.hash, name="old.csv", how=How.HISTORY,
        columns=columns,
    )  # fmt: skip
    return begun.pk


def last_part(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]

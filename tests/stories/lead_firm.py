"""Marketing, lead development and sales in one small firm, on the playbook shipped for them.

Mara markets in London, Lin and Lou develop leads there, Sam sells in New York under Dana.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client

from leadline.access.actions import make_shipped_roles
from leadline.access.actor import person
from leadline.access.models import Firm, Membership, Permission, Reach, Role, Team, User
from leadline.automation.answering import answer_due
from leadline.automation.signing import tell_signed
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.money import Money
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish, sign_playbook
from leadline.playbooks.models import Version
from leadline.playbooks.reader.folder import files_of
from leadline.playbooks.signatures import parts_of
from leadline.records.actions import ask_move, assign, give_answers
from leadline.records.models import Record

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAME = "lead-management"
FILES = dict(files_of(Path(settings.PLAYBOOKS) / NAME)[0])
LEAD, FIELDS, AGREEMENT = (FILES[f"{one}.yaml"] for one in ("lead", "fields", "agreement"))
SALES_READY = {
    "budget": Money(4_000_000, "EUR"),
    "authority": "Decides",
    "need": "Fewer rejects",
    "timeframe": "This quarter",
}
NINE_TO_FIVE = ("09:00–17:00",) * 5 + ("", "")


class LeadFirm:
    """The people by first name, the version in force, and what they do through pages and doors.

    name, files: of the playbook. head: the role of Dana, to whom sales reports.
    """

    name, files, head = NAME, FILES, "Manager"

    def __init__(self, clock: Driven) -> None:
        self.clock = clock
        Firm.objects.update_or_create(pk=1, defaults={"name": "Meridian", "zone": "Europe/London"})
        make_shipped_roles()
        desk = _team("Lead desk", "Europe/London", "GB")
        sales = _team("Sales", "America/New_York", "US")
        self.dana = _colleague("Dana", self.head, sales)
        self.mara = _colleague("Mara", "Marketing", desk, self.dana)
        self.lin = _colleague("Lin", "LDR", desk, self.mara)
        self.lou = _colleague("Lou", "LDR", desk, self.mara)
        self.sam = _colleague("Sam", "Seller", sales, self.dana)
        self.version = self.publish()

    def publish(self, **changed: str) -> Version:
        """Keyword arguments replace files (lead="…" is lead.yaml, "" none) by English ones."""
        files = {**self.files, **{f"{name}.yaml": text for name, text in changed.items()}}
        files = {name: text for name, text in files.items() if text}
        source = _in_english(files) if changed else files
        self.version = publish(AUTOMATION, None, name=self.name, source=source)
        return self.version

    def sign(self, which: str = "definition") -> None:
        """Marketing and sales agree on the sales-ready definition, or on the promises."""
        [part] = [one.signable for one in parts_of(self.version) if one.signable.part == which]
        for user, role in ((self.mara, "Marketing"), (self.dana, self.head)):
            sign_playbook(
                person(user), None, playbook=self.name, part=part.part, role=role, hash=part.hash
            )

    def lead(self, name: str = "Ada Wong", stage: str = "", company: str = "Wong Steel") -> Record:
        """Somebody asks us, and automation has answered; what begins at SAL is Sam's."""
        email = f"{name.split()[0].lower()}@steel.example"
        person_ = Candidate(name=name, company=company, emails=(email,))
        door = Door(self.version, "Lead status", stage=stage or "MAQL")
        [one] = open_leads(AUTOMATION, None, door=door, incoming=[Incoming(person_, "Fair")])
        if stage == "SAL":
            assign(AUTOMATION, one.record, owner=self.sam)
        self.work()
        return Record.objects.get(pk=one.record.pk)

    def work(self) -> None:
        """Automation until nothing is due."""
        while answer_due(self.clock.at) or tell_signed(self.clock.at):
            pass

    def pass_time(self, **length: float) -> None:
        self.clock.advance(**length)
        self.work()

    def answer(self, user: User, lead: Record, **answers: Any) -> str:
        """The stage it stands at afterwards; underscores stand for spaces."""
        given = {name.replace("_", " ").casefold(): value for name, value in answers.items()}
        give_answers(person(user), lead, answers=given)
        return self.stands(lead)

    def move(self, user: User, lead: Record, to: str, **answers: Any) -> str:
        given = {name.replace("_", " ").casefold(): value for name, value in answers.items()}
        ask_move(person(user), lead, to=to, answers=given)
        return self.stands(lead)

    def stands(self, lead: Record) -> str:
        self.work()
        lead.refresh_from_db()
        return lead.stage

    def page(self, user: User, path: str, status: int = 200) -> str:
        """The text of a page as this person sees it."""
        return " ".join(self.source(user, path, status).split())

    def source(self, user: User, path: str, status: int = 200) -> str:
        """The same, line by line."""
        client = Client()
        client.force_login(user)
        answer = client.get(path)
        assert answer.status_code == status, answer.status_code
        return answer.content.decode()

    def post(self, user: User, path: str, **fields: str) -> str:
        """What is told after a form was sent."""
        client = Client()
        client.force_login(user)
        answer = client.post(path, fields, follow=True)
        assert answer.status_code == 200, answer.status_code
        return " ".join(answer.content.decode().split())


def _in_english(files: Mapping[str, str]) -> dict[str, str]:
    """Without what tells of the text as it is shipped: its Chinese, its scenarios."""
    kept = {name: text for name, text in files.items() if not _NOT_ENGLISH.search(name)}
    kept["playbook.yaml"] = kept["playbook.yaml"].replace("[en, zh-hans]", "[en]")
    return kept


_NOT_ENGLISH = re.compile(r"^words/|^scenarios/|\.zh-hans\.md$")


def _team(name: str, zone: str, country: str) -> Team:
    return Team.objects.create(name=name, zone=zone, country=country, hours=list(NINE_TO_FIVE))


def _colleague(name: str, role: str, team: Team, manager: User | None = None) -> User:
    user = User.objects.create(email=f"{name.lower()}@firm.example", name=name, manager=manager)
    kept, _ = Role.objects.get_or_create(name=role)
    for action in ("see", "ordinary work"):
        Permission.objects.update_or_create(role=kept, action=action, defaults={"reach": Reach.ALL})
    Membership.objects.create(user=user, team=team, role=kept)
    return user

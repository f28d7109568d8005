"""The cast: Mei sells and sees her team's, Ben manages, Kai is from elsewhere and sees his own.

Their playbook's stages are the lead statuses; whoever has a lead moves it wherever they like.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from leadline.access.actor import person
from leadline.access.models import Firm, Membership, Permission, Reach, Role, Team, User
from leadline.automation.answering import answer_due
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.playbooks.versions import definition_of
from leadline.records.actions import ask_move, assign
from leadline.records.models import Record
from leadline.reports.actions.folding import fold_next
from leadline.reports.loading import forget_versions

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
STATUSES = ("Raw", "Inquiry", "MAQL", "LAL", "MQL", "SAL", "Re-Market")


def process(statuses: tuple[str, ...] = STATUSES) -> str:
    """Every stage leads to every other one, by its owner's hand."""
    lines = ["process: Statuses", "follows: lead", "statuses: stages"]
    lines += ["needs: a group Seller", "begins:"]
    lines += ["  - on: lead opened", "    at stage: Inquiry", "owner: role Seller", "stages:"]
    for one in statuses:
        lines += [f"  {one}:", "    goal: Go on", "    next:"]
        for to in (*statuses, "SQL", "Disqualified"):
            if to == one:
                continue
            lines += [f"      - go to: {to}", "        by: role Seller"]
            if one in ("Re-Market",) and to == "MAQL":
                lines += ["        new cycle: yes"]
    lines += ["ends:", "  SQL:", "    outcome: qualified", "  Disqualified:"]
    return "\n".join([*lines, "    outcome: disqualified", ""])


FILES = {
    "playbook.yaml": "title: Funnel\nlanguages: [en]\nroles: [Seller]\n",
    "fields.yaml": "lead:\n  reason: text\n  return reason: text\n  attempts: number\n",
    "lead.yaml": process(),
}


@dataclass
class Cast:
    """What the tests do with leads; time goes on by itself only where they say so."""

    mei: User
    ben: User
    kai: User
    version: Version
    clock: Driven

    def lead(self, name: str = "", owner: User | None = None, **about: Any) -> Record:
        """Somebody asks, is answered, and Mei has it unless somebody else is named."""
        number = Record.objects.count()
        name = name or f"Person {number} Nr{number}"
        email = f"{name.replace(' ', '.').lower()}@{name.split()[-1].lower()}.example"
        one = Incoming(Candidate(name=name, emails=(email,)), **{"source": "Fair", **about})
        door = Door(self.version, "Statuses", stage="Inquiry")
        [outcome] = open_leads(AUTOMATION, None, door=door, incoming=[one])
        run()
        record = Record.objects.get(pk=outcome.record.pk)
        assign(AUTOMATION, record, owner=owner or self.mei)
        run()
        record.refresh_from_db()
        return record

    def go(self, record: Record, *stages: str, after: timedelta = timedelta(days=1)) -> Record:
        """Through these stages by hand, one after the other."""
        for stage in stages:
            self.clock.advance(seconds=after.total_seconds())
            ask_move(person(self.mei), record, to=stage)
            run()
            record.refresh_from_db()
            assert record.stage == stage
        return record


@pytest.fixture(autouse=True)
def quick(settings: Any, tmp_path: Path) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.DATA = tmp_path
    cache.clear()
    definition_of.cache_clear()
    forget_versions()


@pytest.fixture
def cast(db: None) -> Any:
    Firm.objects.create(pk=1, name="Rebar Report", zone="Europe/London", country="GB")
    sales, service = Team.objects.create(name="Sales"), Team.objects.create(name="Service")
    mei = _colleague("Mei Chen", "Seller", Reach.TEAM, sales)
    ben = _colleague("Ben Lee", "Manager", Reach.ALL, sales)
    kai = _colleague("Kai", "Engineer", Reach.OWN, service)
    with Driven(MONDAY) as clock:
        version = publish(AUTOMATION, None, name="funnel", source=FILES)
        yield Cast(mei, ben, kai, version, clock)


@pytest.fixture
def page(client: Client) -> Callable[..., str]:
    """The text of a page as a person sees it, with everything folded before."""

    def text(user: User, path: str, status: int = 200) -> str:
        fold()
        client.force_login(user)
        answer = client.get(path)
        assert answer.status_code == status
        return answer.content.decode()

    return text


def run() -> None:
    """Automation until nothing is due."""
    while answer_due(Driven.running.at if Driven.running else MONDAY):
        pass


def fold() -> None:
    """The follower until nothing waits."""
    while fold_next(Driven.running.at if Driven.running else MONDAY):
        pass


def _colleague(name: str, role: str, reach: Reach, team: Team) -> User:
    user = User.objects.create(email=f"{name.split()[0].lower()}@firm.example", name=name)
    kept, _ = Role.objects.get_or_create(name=role)
    for action in ("see", "ordinary work", "everything"):
        Permission.objects.get_or_create(role=kept, action=action, defaults={"reach": reach})
    Membership.objects.create(user=user, team=team, role=kept)
    return user

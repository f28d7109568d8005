"""Mei has leads; their trials are opened by a colleague's tick, or by a product that listens."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest

from leadline.access.models import Firm, User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import Driven
from leadline.core.events import declared_events
from leadline.core.models import Event
from leadline.parties.models import Company, EmailAddress, Person
from leadline.parties.normalise.emails import read_email
from leadline.records.models import Record
from leadline.records.opening import open_record
from leadline.service.actions import offer_product
from leadline.service.models import How, Product

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def clock(db: None) -> Iterator[Driven]:
    Firm.objects.update_or_create(pk=1, defaults={"name": "Meridian", "zone": "Europe/Berlin"})
    with Driven(NOON) as driven:
        yield driven


@pytest.fixture
def mei(db: None) -> User:
    return User.objects.create(email="mei@firm.example", name="Mei")


def person(name: str, *addresses: str, company: Company | None = None) -> Person:
    made = Person.objects.create(name=name, company=company)
    for text in addresses:
        kind = "corporate" if not text.endswith("gmail.com") else "free"
        known = read_email(text)
        EmailAddress.objects.create(
            person=made, text=text, address=text, kind=kind, hash=known.hash
        )
    return made


def lead_of(who: Person | None, owner: User | None = None, title: str = "Lead") -> Record:
    opened = declared_events()["lead opened"]
    with Batch(AUTOMATION) as batch:
        return open_record(
            batch,
            "lead",
            title,
            opened,
            person=who,
            company=who.company if who else None,
            owner=owner,
            source="Web",
        )


@pytest.fixture
def lead(clock: Driven, mei: User) -> Record:
    li_na = person("Li Na", "li.na@hengtong.example", company=Company.objects.create(name="Heng"))
    return lead_of(li_na, mei, "Li Na, Heng")


@pytest.fixture
def by_hand(db: None) -> Product:
    return offer_product(AUTOMATION, None, name="Price Watch")


@pytest.fixture
def told() -> Callable[[Record], list[str]]:
    """The names of what happened to a record after it was opened."""

    def names(record: Record) -> list[str]:
        rows = Event.objects.filter(stream="record", stream_id=record.pk).order_by("seq")
        return list(rows.values_list("name", flat=True))[1:]

    return names


@dataclass
class Call:
    headers: dict[str, str]
    body: bytes

    @property
    def message(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.body)
        return told


@dataclass
class Listening:
    """A product on this machine; it gives `answers` one after the other, and the last for ever."""

    url: str
    answers: list[tuple[int, bytes]]
    calls: list[Call] = field(default_factory=list)

    def answer(self, status: int, body: object = None) -> None:
        self.answers.append((status, json.dumps(body).encode() if body is not None else b""))


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listening]:
    class Handler(BaseHTTPRequestHandler):
        product: ClassVar[Listening]

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.product.calls.append(Call(dict(self.headers), body))
            answers = self.product.answers
            status, said = answers.pop(0) if len(answers) > 1 else answers[0]
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: Any) -> None:
            """Tests are quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Handler.product = Listening(f"http://127.0.0.1:{server.server_port}/hook", [])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("LEADLINE_HOOKS_INSIDE", "1")
    yield Handler.product
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def by_hook(db: None, listening: Listening) -> Product:
    return offer_product(AUTOMATION, None, name="Price Watch", how=How.HOOK, hook_url=listening.url)

"""The firm of lead management with a way in, and a score by which a talk brings a contact back."""

import re

from django.test import Client

from leadline.access.models import User
from leadline.automation.jobs import all_jobs
from leadline.automation.worker import run_round
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.intake.actions.doors import make_door
from leadline.intake.models import DoorKind
from leadline.playbooks.models import Published, Version
from leadline.records.models import Record
from tests.stories.firm import Browser, form_with
from tests.stories.lead_firm import NAME, SALES_READY, LeadFirm

SCORE = """
review every: 3 months
bands: {A: 0, B: -1}
fit:
  - points: 5
    when: company is a customer
engagement:
  - points: 40
    on: real conversation
    half-life: 30 days
"""
FORM = ({"field": "name", "required": True}, {"field": "e-mail", "required": True},
        {"field": "company"})  # fmt: skip
MOST_ROUNDS = 50


class ContactFirm(LeadFirm):
    """Somebody fills the form, people work on pages, and the worker does what is due."""

    def __init__(self, clock: Driven) -> None:
        super().__init__(clock)
        self.sign()
        make_door(
            AUTOMATION, None, name="Web", slug="web", kind=DoorKind.FORM, process="Lead status",
            playbook=Published.objects.get(name=NAME), asks=FORM,
        )  # fmt: skip

    def publish(self, *, with_contacts: bool = True, **changed: str) -> Version:
        """Signed by both sides; without contacts there is no status for them."""
        left_out = {} if with_contacts else {"contact": ""}
        return super().publish(**{"score": SCORE, **left_out, **changed})

    def work(self) -> None:
        """The whole worker, reports and imports with it."""
        for _ in range(MOST_ROUNDS):
            if not run_round(all_jobs(), self.clock.at, held=False):
                return

    def fill(self, name: str, company: str) -> Record:
        """A visitor fills the form; their newest lead."""
        email = f"{name.split()[0].lower()}@{company.split()[0].lower()}.example"
        page = Browser().get("/f/web/")
        self.clock.advance(minutes=30)
        form = page.forms[0]
        form["name"], form["e_mail"], form["company"] = name, email, company
        assert form.submit().status_code == 302
        self.work()
        return Record.objects.filter(kind="lead", person__name=name).latest("pk")

    def qualified(self, name: str = "Ada Wong", company: str = "Wong Steel") -> Record:
        """Through every status by hand to SQL."""
        return self.qualify(self.fill(name, company))

    def qualify(self, lead: Record) -> Record:
        """From wherever a lead stands before LAL on."""
        if self.stands(lead) == "Inquiry":
            assert self.move(self.mara, lead, "MAQL", why_it_skips="We met them") == "MAQL"
        assert lead.owner is not None
        assert self.answer(lead.owner, lead, LDR_decision="Accept") == "LAL"
        self.answer(lead.owner, lead, **SALES_READY)
        assert self.move(lead.owner, lead, "MQL") == "MQL"
        assert self.answer(lead.owner, lead, sales_decision="Accept") == "SAL"
        assert self.move(lead.owner, lead, "SQL") == "SQL"
        return lead

    def press(self, user: User, path: str, button: str, **fill: str) -> str:
        """Opens a page, fills the form with this button and sends it; what is told then."""
        self.page(user, path)
        browser = Browser()
        client = Client()
        client.force_login(user)
        browser.app.set_cookie("sessionid", client.cookies["sessionid"].value)
        form = form_with(browser.get(path), button)
        for name, value in fill.items():
            form[name] = value
        answer = form.submit().maybe_follow()
        self.work()
        return " ".join(answer.text.split())


def contact_of(name: str = "Ada Wong") -> Record:
    return Record.objects.get(kind="contact", person__name=name, outcome="")


def told(record: Record) -> list[str]:
    """What the record's history says."""
    events = Event.objects.filter(stream=Record.stream, stream_id=record.pk).order_by("seq")
    return [str(event) for event in events]


def row_of(page: str, heading: str) -> list[str]:
    """The cells of the row of a table that begins with this heading."""
    body = next(
        one for one in page.split("<tr>") if re.search(rf'scope="row">(<[^>]+>)*{heading}', one)
    )
    cells = re.findall(r"<td[^>]*>(.*?)</td>", body)
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells]

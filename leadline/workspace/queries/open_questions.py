"""What a customer is asked on their private page: the stage's open questions, in their words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation

from leadline.access.models import Firm
from leadline.mail.links import Opened
from leadline.mail.merge import django_language
from leadline.records.models import Record
from leadline.workspace.forms import AnswersForm, input_of
from leadline.workspace.queries.needs import asked_of_customers, needs_of
from leadline.workspace.reading import reading_of


@dataclass(frozen=True)
class CustomerPage:
    """form: None where nothing is open. owner: whom they know here."""

    firm: str
    greeting: str
    owner: str
    owner_email: str
    form: AnswersForm | None
    has_file: bool


def language_of(opened: Opened) -> str:
    """The language that letters to them are written in."""
    lead = getattr(opened.record, "lead", None)
    written = (lead.language if lead else "") or (opened.person.language if opened.person else "")
    return django_language(written or Firm.current().language)


def customer_page(opened: Opened, now: datetime, *args: object, **initial: str) -> CustomerPage:
    """args: what was sent. initial: field → what a link in a letter proposes."""
    record = Record.objects.select_related("owner", "person", "version").get(pk=opened.record.pk)
    form = _form(record, now, args, initial)
    return CustomerPage(
        firm=Firm.current().name,
        greeting=opened.person.name if opened.person else "",
        owner=str(record.owner or ""),
        owner_email=record.owner.email if record.owner else "",
        form=form,
        has_file=form is not None and form.has_file,
    )


def _form(
    record: Record, now: datetime, args: tuple[object, ...], initial: dict[str, str]
) -> AnswersForm | None:
    """Only what the stage asks and nobody has answered; an end asks nothing."""
    reading = reading_of(record, now)
    if reading is None or record.outcome:
        return None
    asks = [one.ask for one in asked_of_customers(reading, needs_of(reading))]
    if not asks:
        return None
    proposed = {
        input_of(str(ask["field"])): initial[str(ask["field"])]
        for ask in asks
        if str(ask["field"]) in initial
    }
    return AnswersForm(
        asks, reading.playbook.catalogue, reading.label, *args, initial=proposed, prefix="yours"
    )


def spoken_to(opened: Opened) -> translation.override:
    """A context in which everything is said in their language."""
    return translation.override(language_of(opened))

"""The demo's letters as its customers see them: who got some, and one person's, with replies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import nh3
from django.db.models import Count, Max, QuerySet
from django.utils.safestring import SafeString, mark_safe

from leadline.core.models import Event
from leadline.mail import events
from leadline.mail.models import Letter, State
from leadline.parties.models import Person
from leadline.records.models import Record

SHOWN = 40  # people of one page, and letters of one person


@dataclass(frozen=True)
class Customer:
    """Somebody who got letters. last: the subject of the newest one."""

    pk: int
    name: str
    company: str
    letters: int
    last: str
    last_at: datetime


@dataclass(frozen=True)
class Message:
    """A letter, or what they answered; is_theirs: they wrote it. number: of the letter."""

    at: datetime
    subject: str
    body: SafeString | str
    sender: str
    is_theirs: bool
    number: int


@dataclass(frozen=True)
class Mailbox:
    """One person's letters and replies, the newest first. address: where letters go."""

    person: Person
    address: str
    language: str
    messages: Sequence[Message]


def customers(find: str = "") -> list[Customer]:
    """Those with the newest letters first; find: a part of a name."""
    rows = Person.objects.filter(letters__state=State.SENT)
    if find:
        rows = rows.filter(name__icontains=find)
    rows = rows.annotate(number=Count("letters"), newest=Max("letters__pk"))
    people = list(rows.select_related("company").order_by("-newest")[:SHOWN])
    newest = Letter.objects.in_bulk([one.newest for one in people])
    return [
        Customer(
            pk=one.pk,
            name=one.name,
            company=str(one.company or ""),
            letters=one.number,
            last=str(newest[one.newest]),
            last_at=newest[one.newest].sent_at or newest[one.newest].asked_at,
        )
        for one in people
    ]


def mailbox_of(person: Person) -> Mailbox:
    """Three queries, however many letters there are."""
    rows = sent_to(person).select_related("record__owner").order_by("-sent_at", "-pk")
    letters = list(rows[:SHOWN])
    messages = sorted([*map(_letter, letters), *_replies(person)], key=lambda one: one.at)
    return Mailbox(
        person=person,
        address=letters[0].to if letters else "",
        language=letters[0].language if letters else "",
        messages=messages[::-1],
    )


def sent_to(person: Person) -> QuerySet[Letter]:
    """The letters that have left for this person."""
    return Letter.objects.filter(person=person, state=State.SENT)


def _letter(letter: Letter) -> Message:
    return Message(
        at=letter.sent_at or letter.asked_at,
        subject=letter.subject,
        body=shown(letter.html),
        sender=str(letter.record.owner or ""),
        is_theirs=False,
        number=letter.pk,
    )


def _replies(person: Person) -> list[Message]:
    records = Record.objects.filter(person=person).values("pk")
    rows = Event.objects.filter(
        stream=Record.stream, stream_id__in=records, name=events.REPLIED.name
    )
    return [
        Message(
            at=one.occurred_at,
            subject=str(one.data.get("letter") or ""),
            body=str(one.data.get("message") or "–"),
            sender=person.name,
            is_theirs=True,
            number=int(one.data.get("letter_id") or 0),
        )
        for one in rows.order_by("-pk")[:SHOWN]
    ]


_BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
_OURS = re.compile(r'href="https?://[^/"]+(/(?:yours|stop|f)/)')


def shown(html: str) -> SafeString:
    """The page of a letter as a part of ours; our own links work whatever port the demo has now."""
    found = _BODY.search(html)
    clean = nh3.clean(
        _OURS.sub(r'href="\1', found[1] if found else ""),
        tags={"p", "br", "a", "ul", "ol", "li", "strong", "em", "hr"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
    )
    return mark_safe(clean)  # noqa: S308 - cleaned in the line before

"""The seven errors of lead management: for each, whether the set-up makes it, with the evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from leadline.core.durations import parse_duration
from leadline.core.written import listed
from leadline.leads.contacts import CONTACT, qualified_without
from leadline.leads.score.review import review_of
from leadline.playbooks.agreement import Part
from leadline.playbooks.checks.evidence import evidence_by_number
from leadline.playbooks.checks.seven import errors_by_number, funnel_of
from leadline.playbooks.definition import Playbook
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.models import Published
from leadline.playbooks.signatures import parts_of
from leadline.playbooks.versions import definition_of
from leadline.playbooks.walk import rules_of
from leadline.records.models import Record
from leadline.workspace.queries.agreed import TITLES
from leadline.workspace.reading import speaker_of

ERRORS = {
    1: gettext_noop("Sales had no say in what is sales-ready"),
    2: gettext_noop("No status for bought lists"),
    3: gettext_noop("Call results used as statuses"),
    4: gettext_noop("No status for contacts"),
    5: gettext_noop("The score is never reviewed"),
    6: gettext_noop("The promises of marketing and sales are neither measured nor enforced"),
    7: gettext_noop("The funnel miscounts unusual ways"),
}
CONTACTS = 4
MOST_COUNTED = 1_000  # people; of more the page says so
REVIEWED = 5
SIGNED_PART = {1: Part.DEFINITION, 6: Part.PROMISES}


@dataclass(frozen=True)
class Found:
    """A sentence, and its place in the text: "lead.yaml:12", or "" where it stands elsewhere."""

    said: str
    place: str
    anchor: str


@dataclass(frozen=True)
class ErrorLine:
    """One error. is_made: by the text, or by a signature or a review that is missing.

    found: the evidence.
    """

    number: int
    title: str
    is_made: bool
    found: Sequence[Found]


@dataclass(frozen=True)
class SevenPage:
    """has_funnel: only a process of leads whose stages are statuses can make most of them.

    lacks_contacts: people who were qualified have no status as contacts, though there is one.
    """

    name: str
    title: str
    number: int
    has_funnel: bool
    lines: Sequence[ErrorLine]
    lacks_contacts: bool = False

    @property
    def made(self) -> int:
        return sum(1 for one in self.lines if one.is_made)


def seven_page(published: Published, now: datetime) -> SevenPage:
    """Of the version in force; a constant number of queries."""
    version = published.current
    assert version is not None
    playbook, speaker = definition_of(version.pk), speaker_of(version.pk)
    made, evidence = errors_by_number(playbook), evidence_by_number(playbook)
    unsigned = {one.signable.part: one.lacking for one in parts_of(version)}
    lines, lacks_contacts = [], False
    for number, title in ERRORS.items():
        wrong = [_found(one.message.partition(": ")[2], one.place) for one in made.get(number, ())]
        lacking = unsigned.get(SIGNED_PART.get(number, Part.DEFINITION), ())
        if number in SIGNED_PART and lacking:
            facts = {"part": _(TITLES[SIGNED_PART[number]]),
                     "roles": listed(map(speaker.word, lacking))}  # fmt: skip
            wrong.append(Found(_("“%(part)s” is not signed by: %(roles)s") % facts, "", ""))
        if number == REVIEWED:
            wrong += _overdue(published, playbook, now)
        right = [
            _found(_told(number, one.phrase, speaker), one.place)
            for one in evidence.get(number, ())
        ]
        if number == CONTACTS and not wrong and right:
            wrong, told = _used(published)
            right, lacks_contacts = [*right, told], bool(wrong)
        lines.append(ErrorLine(number, _(title), bool(wrong), wrong or right))
    return SevenPage(
        published.name,
        speaker.word(playbook.title),
        version.number,
        bool(funnel_of(playbook)),
        lines,
        lacks_contacts,
    )


def _used(published: Published) -> tuple[list[Found], Found]:
    """Whether everybody who was qualified has the status, and how many have one."""
    without = qualified_without(published).order_by().values("person").distinct()
    lacking = without[:MOST_COUNTED].count()
    there = Record.objects.filter(kind=CONTACT).order_by()[:MOST_COUNTED].count()
    wrong = ngettext(
        "%(number)s person was qualified and has no status as a contact",
        "%(number)s people were qualified and have no status as contacts",
        lacking,
    )
    right = ngettext("%(number)s contact has a status", "%(number)s contacts have a status", there)
    told = Found(right % {"number": _so_many(there)}, "", "")
    return [Found(wrong % {"number": _so_many(lacking)}, "", "")] if lacking else [], told


def _so_many(number: int) -> str:
    return f"{number}+" if number == MOST_COUNTED else str(number)


def _overdue(published: Published, playbook: Playbook, now: datetime) -> Iterator[Found]:
    """The text asks for reviews, and the one that was due has not been made."""
    due, score = review_of(published, now), rules_of(playbook).score
    if due is None or due.due_at is None or not due.is_overdue or score is None:
        return
    facts = {"day": date_format(localtime(due.due_at), "DATE_FORMAT")}
    said = _("the score should have been reviewed by %(day)s; it has never been")
    if due.reviewed_at is not None:
        said = _("the score should have been reviewed by %(day)s; last it was on %(last)s")
        facts["last"] = date_format(localtime(due.reviewed_at), "DATE_FORMAT")
    yield _found(said % facts, score.place)


def _told(number: int, phrase: str, speaker: Speaker) -> str:
    """What the text says, in the reader's words; how often a score is reviewed is a length."""
    return speaker.duration(parse_duration(phrase)) if number == REVIEWED else speaker.word(phrase)


def _found(said: str, place: object) -> Found:
    text = str(place)
    return Found(said[:1].upper() + said[1:], text, text.replace(":", "-"))

"""One letter to the people of many records: looked at first, refused by person, taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from leadline.access.models import Firm
from leadline.core.actor import Actor
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.leads.known import is_raw
from leadline.mail.actions.outbox import take_back
from leadline.mail.actions.writing import send, write
from leadline.mail.links import GOOD_FOR
from leadline.mail.models import Hold, Letter, PrivateLink, State
from leadline.mail.prepare import Ready, Stopped, prepared
from leadline.mail.render import text_of
from leadline.mail.templates import template_of
from leadline.playbooks.versions import readable
from leadline.records.models import Record
from leadline.workspace.bulk import Outcome, each
from leadline.workspace.reading import speaker_of

ONCE = timedelta(days=1)  # in which a person gets the same letter once
ON_ITS_WAY = (State.WAITING, State.SENDING, State.SENT, State.UNCLEAR)


@dataclass(frozen=True)
class Draft:
    """What is to be sent: a template of each record's own playbook, else one's own words."""

    template: str = ""
    subject: str = ""
    body: str = ""

    def ask(self, batch: Batch, record: Record) -> Letter | None:
        """Asks for the letter to one record's person."""
        if self.template:
            return send.within(batch, record, what=self.template)
        return write.within(batch, record, subject=self.subject, body=self.body)


@dataclass(frozen=True)
class Look:
    """One record with its letter as it would leave, or why it would not."""

    record: Record
    letter: Ready | None
    why_not: str = ""


def templates_for(records: Sequence[Record]) -> list[tuple[str, str]]:
    """The letters to customers in the playbooks of these records, as the reader says them."""
    found: dict[str, str] = {}
    for version in sorted({one.version_id for one in records if one.version_id}):
        playbook = readable(version)
        for name in playbook.letters if playbook is not None else ():
            template = template_of(version, name)
            if template is not None and template.who("to") is None:
                found.setdefault(name, speaker_of(version).letter(name))
    return sorted(found.items(), key=lambda one: one[1].casefold())


def looked_at(records: Sequence[Record], draft: Draft, now: datetime) -> list[Look]:
    """Each record's letter as it would leave now, aligned; a constant number of queries.

    records: with person, company and owner. A person with several records gets one letter, also
    where the others come in another part of a long list.
    """
    wanted = [one for one in records if not _never(one, draft)]
    drafts = [_drafted(one, draft, now) for one in wanted]
    ready = dict(
        zip((one.pk for one in wanted), prepared(drafts, Firm.current(), now), strict=True)
    )
    return list(_looks(records, draft, ready, _had(wanted, draft, now)))


def send_all(actor: Actor, records: Sequence[Record], draft: Draft, now: datetime) -> Outcome:
    """Asks for a letter to each; those that would not leave are refused and never held."""
    why_not = {one.record.pk: one.why_not for one in looked_at(records, draft, now)}
    asked: dict[int, Letter] = {}

    def had() -> set[int]:  # once more behind the lock: a colleague may have been as fast
        return _had(records, draft, now)

    def act(batch: Batch, record: Record) -> None:
        if why_not[record.pk]:
            raise Refused(why_not[record.pk])
        if record.person_id in batch.once(had):
            raise Refused(_had_it())
        letter = draft.ask(batch, record)
        assert letter is not None  # a letter asked for by hand has no cause that had one before
        asked[record.pk] = letter

    done, refused = each(actor, records, act)
    return Outcome(done, refused, "letter", {pk: letter.pk for pk, letter in asked.items()})


def take_back_all(actor: Actor, records: Sequence[Record], outcome: Outcome) -> Outcome:
    """Takes back those of the letters that have not left yet."""
    letters = Letter.objects.in_bulk(list((outcome.before or {}).values()))

    def act(batch: Batch, record: Record) -> None:
        take_back.within(batch, record, letter=letters[(outcome.before or {})[record.pk]])

    done, refused = each(actor, records, act)
    return Outcome(done, refused, "letters taken back")


def _looks(
    records: Sequence[Record], draft: Draft, ready: dict[int, Ready | Stopped], had: set[int]
) -> Iterator[Look]:
    reached: set[str] = set()
    for record in records:
        found = ready.get(record.pk)
        if found is None:
            yield Look(record, None, _never(record, draft))
        elif isinstance(found, Stopped):
            yield Look(record, None, str(Hold(found.hold).label) if found.hold else found.problem)
        elif record.person_id in had:
            yield Look(record, None, _had_it())
        elif found.to in reached:
            yield Look(record, None, _("They get this letter already, for another record."))
        else:
            reached.add(found.to)
            yield Look(record, found)


def _had(records: Sequence[Record], draft: Draft, now: datetime) -> set[int]:
    """The people (ids) who got this very letter by somebody's hand a moment ago; one query.

    A letter in own words is kept as it was written, and once it has left as it was sent.
    """
    people = {one.person_id for one in records}
    rows = Letter.objects.filter(person__in=people, template=draft.template, key=None)
    rows = rows.filter(asked_at__gt=now - ONCE, state__in=ON_ITS_WAY).exclude(written_by=None)
    if not draft.template:
        rows = rows.filter(subject=" ".join(draft.subject.split()))
    body = draft.body.strip()
    begins = (body, text_of(body).strip())
    found = rows.values_list("person", "text")
    return {pk for pk, text in found if pk and (draft.template or text.startswith(begins))}


def _had_it() -> str:
    return _("They got this letter within the last day.")


def _never(record: Record, draft: Draft) -> str:
    """Why nobody may write to them with many others, whatever their basis; "" where one may."""
    if record.person_id is None:
        return str(Hold.NOBODY.label)
    if is_raw(record):
        return _("Raw: they come from a bought list and have not asked for anything yet.")
    template = template_of(record.version_id, draft.template) if draft.template else None
    if draft.template and template is None:
        return _("Their playbook has no such letter.")
    if template is not None and template.who("to") is not None:
        return _("This letter goes to colleagues.")
    return ""


def _drafted(record: Record, draft: Draft, now: datetime) -> Letter:
    """The letter as it would be asked for; it is never kept.

    Its number is nobody's, so that the links in it lead nowhere while it is only looked at.
    """
    words: dict[str, Any] = {"subject": draft.subject, "text": draft.body}
    if draft.template:
        words = {"template": draft.template, "version_id": record.version_id}
    letter = Letter(pk=-record.pk, record=record, person=record.person, send_after=now, **words)
    template = template_of(record.version_id, draft.template) if draft.template else None
    if template is not None and template.asks:
        letter.link = PrivateLink(pk=0, record=record, expires_at=now + GOOD_FOR)
    return letter

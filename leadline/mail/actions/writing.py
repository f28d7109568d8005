"""Letters asked for: from a template, or in a person's own words."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.mail import events
from leadline.mail.actions.links import make_link
from leadline.mail.mailboxes import mailboxes_of
from leadline.mail.models import Hold, Letter, State
from leadline.mail.templates import template_of
from leadline.playbooks.definition import Who
from leadline.records.cause import BY_HAND, Cause
from leadline.records.models import Record
from leadline.records.routing.finding import find

WAIT = timedelta(seconds=30)  # in which a letter can be taken back
LONGEST_SUBJECT = 200  # characters
LONGEST_BODY = 20_000


@action(
    _("send"),
    _("Sends a letter from a template, in the person's language."),
    changes=("letter is held", "last letter sent"),
    events=(events.SENT, events.HELD, events.FAILED, events.UNCLEAR),
)
def send(
    batch: Batch,
    record: Record,
    *,
    what: str,
    to: Who | None = None,
    copy_to: Who | None = None,
    cause: Cause = BY_HAND,
) -> Letter | None:
    """The letter, waiting or held; None when this cause has had its letter.

    what: the template's name in the record's playbook version. to: whom else than the record's
    person. It is rendered when it leaves. Raises Refused when there is no such template.
    """
    template = batch.once(template_of, record.version_id, what)
    if template is None:
        raise Refused(gettext("This playbook has no letter “%(name)s”.") % {"name": what})
    if _is_done(batch, record, cause):
        return None
    letter = _letter(batch, record, to or template.who("to"), cause)
    letter.template, letter.version_id = what, record.version_id
    letter.copy_to = find(batch, record, copy_to or template.who("copy to"))
    if template.asks:
        letter.link = make_link.within(batch, record)
    return _put(batch, record, letter)


@action(
    _("write"),
    _("Sends a letter in a person's own words."),
    changes=("letter is held", "last letter sent"),
    events=(events.SENT_BY_PERSON, events.HELD, events.FAILED, events.UNCLEAR),
)
def write(
    batch: Batch,
    record: Record,
    *,
    subject: str,
    body: str,
    asks: bool = False,
    to: Who | None = None,
    copy_to: Who | None = None,
    cause: Cause = BY_HAND,
) -> Letter | None:
    """body: paragraphs, links and lists as in Markdown; nothing in it is filled in.

    asks: below it stands a link to the page on which they answer what is missing.

    Raises Invalid when subject or body is empty or too long.
    """
    problems = _problems(subject, body)
    if problems:
        raise Invalid(next(iter(problems.values())), problems)
    if _is_done(batch, record, cause):
        return None
    letter = _letter(batch, record, to, cause)
    letter.subject, letter.text = " ".join(subject.split()), body.strip()
    letter.copy_to = find(batch, record, copy_to)
    if asks:
        letter.link = make_link.within(batch, record)
    return _put(batch, record, letter)


def keys_of(records: Sequence[Record]) -> list[set[str]]:
    """The causes that have had their letter, per record, in one query."""
    found: dict[int, set[str]] = {record.pk: set() for record in records if record.pk}
    rows = Letter.objects.filter(record__in=found, key__isnull=False)
    for pk, key in rows.values_list("record_id", "key"):
        found[pk].add(key or "")
    return [found.get(record.pk, set()) for record in records]


def _is_done(batch: Batch, record: Record, cause: Cause) -> bool:
    """Whether this cause has had its letter; from now on it has."""
    if cause.key is None:
        return False
    done = batch.of(record, keys_of)
    if cause.key in done:
        return True
    done.add(cause.key)
    return False


def _letter(batch: Batch, record: Record, to: Who | None, cause: Cause) -> Letter:
    letter = Letter(
        record=record,
        state=State.WAITING,
        written_by_id=batch.actor.user_id if cause.key is None else None,
        key=cause.key,
        asked_at=batch.now,
        send_after=batch.now + WAIT,
        why=cause.why,
        depth=cause.depth,
    )
    _address(batch, record, letter, to)
    if cause.late and not letter.held_for:
        letter.held_for = Hold.LATE
    if letter.held_for:
        letter.state = State.HELD
    return letter


def _address(batch: Batch, record: Record, letter: Letter, to: Who | None) -> None:
    """To the record's person, or to somebody of the firm, who needs no basis to be written to."""
    if to is not None:
        letter.user = find(batch, record, to)
        letter.to = letter.user.email if letter.user else ""
        letter.held_for = "" if letter.user else Hold.NOBODY
        return
    mailbox = batch.of(record, mailboxes_of)
    letter.to, letter.held_for = mailbox.address, mailbox.hold
    if Record.person.is_cached(record):
        letter.person = record.person
    else:
        letter.person_id = record.person_id


def _put(batch: Batch, record: Record, letter: Letter) -> Letter:
    if letter.state == State.HELD:
        batch.happened(
            record,
            events.HELD,
            letter=str(letter),
            reason=str(Hold(letter.held_for).label),
            why=letter.why,
            depth=letter.depth,
        )
    return batch.add(letter)


def _problems(subject: str, body: str) -> dict[str, str]:
    limits = {"subject": (subject, LONGEST_SUBJECT), "body": (body, LONGEST_BODY)}
    problems = {}
    for name, (text, limit) in limits.items():
        if not text.strip():
            problems[name] = gettext("Nothing is written here.")
        elif len(text) > limit:
            problems[name] = gettext("This is longer than %(limit)s characters.") % {
                "limit": f"{limit:,}"
            }
    return problems

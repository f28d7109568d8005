"""What people do with letters that have not left, or of which nobody knows whether they did."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.core.actions import Action, action
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.mail import events
from leadline.mail.actions.writing import WAIT
from leadline.mail.links import GOOD_FOR
from leadline.mail.mailboxes import Mailbox, mailboxes, mailboxes_of
from leadline.mail.models import Hold, Letter, State
from leadline.mail.queries import last_sent_of
from leadline.records.answers import kept
from leadline.records.cause import BY_HAND, Cause
from leadline.records.models import Record
from leadline.records.who import owner_of

UNSENT = (State.HELD, State.WAITING)


@action(
    _("take back letter"),
    _("Takes a letter back while it still waits."),
    events=(events.TAKEN_BACK,),
)
def take_back(batch: Batch, record: Record, *, letter: Letter) -> None:
    """Raises Refused when it has left already."""
    row = next((one for one in batch.of(record, unsent_of) if one.pk == letter.pk), None)
    if row is None or row.state not in UNSENT:
        locked(record, letter)  # the letter of another record is not there at all
        raise Refused(gettext("This letter cannot be taken back any more: it has left."))
    _drop(batch, record, row)


@action(_("drop letter"), _("Gives up a letter that did not leave."), events=(events.TAKEN_BACK,))
def drop(batch: Batch, record: Record, *, letter: Letter) -> None:
    """For a letter that is held or has failed. Raises Refused for any other."""
    row = _stopped(batch, record, letter)
    if row is None:
        raise Refused(gettext("Only a letter that is held or has failed can be dropped."))
    _drop(batch, record, row)


@action(
    _("release letter"),
    _("Lets a letter leave after all, once what held it is mended."),
    events=(events.RELEASED,),
)
def release(batch: Batch, record: Record, *, letter: Letter) -> None:
    """For a letter that is held or has failed; it waits 30 seconds again.

    Raises Refused, and says why, when what held it still does.
    """
    row = _stopped(batch, record, letter)
    if row is None:
        raise Refused(gettext("Only a letter that is held or has failed can be released."))
    mailbox = _mailbox(batch, record, row)
    if hold := mailbox.hold or _still(batch, record, row):
        raise Refused(str(Hold(hold).label))
    batch.change(row, to=mailbox.address)
    _put_back(batch, record, row)


@action(
    _("settle letter"),
    _("Says of a letter whose sending was cut off whether it left."),
    events=(events.SENT, events.SENT_BY_PERSON, events.RELEASED),
)
def settle(batch: Batch, record: Record, *, letter: Letter, was_sent: bool) -> None:
    """was_sent: it counts as sent from the moment of the cut; else it is sent again."""
    row = locked(record, letter)
    if row.state != State.UNCLEAR:
        raise Refused(gettext("It is known what became of this letter."))
    if was_sent:
        mark_sent(batch, record, row)
    else:
        _put_back(batch, record, row)


@action(
    _("stop letters"),
    _("Takes back every letter of the record that has not left."),
    events=(events.TAKEN_BACK,),
)
def stop_letters(batch: Batch, record: Record, *, cause: Cause = BY_HAND) -> int:
    """How many were taken back. One asked for in this same batch stays."""
    rows = batch.of(record, unsent_of)
    for row in rows:
        _drop(batch, record, row, cause)
    return len(rows)


@action(_("release letters"), _("Lets held letters leave after all."), events=(events.RELEASED,))
def release_letters(batch: Batch, subject: None, *, letters: Sequence[Letter]) -> int:
    """How many leave; one that is still held stays, and its own page says why."""
    return _each(batch, letters, release)


@action(_("drop letters"), _("Gives up held letters."), events=(events.TAKEN_BACK,))
def drop_letters(batch: Batch, subject: None, *, letters: Sequence[Letter]) -> int:
    """How many were dropped."""
    return _each(batch, letters, drop)


def _each(batch: Batch, letters: Sequence[Letter], act: Action[Record, ..., None]) -> int:
    batch.lock([letter.record for letter in letters])
    done = 0
    for letter in letters:
        try:
            act.within(batch, letter.record, letter=letter)
        except Refused:  # it stays where it is, and its record's page says why
            continue
        done += 1
    return done


def stopped_of(records: Sequence[Record]) -> list[dict[int, Letter]]:
    """Loader: the letters of each record that were held or failed, locked, by id."""
    found: dict[int, dict[int, Letter]] = defaultdict(dict)
    rows = Letter.objects.select_for_update(of=("self",)).filter(
        record__in=[record.pk for record in records if record.pk],
        state__in=(State.HELD, State.FAILED),
    )
    for letter in rows.select_related("link", "user").order_by("pk"):
        found[letter.record_id][letter.pk] = letter
    return [found[record.pk] for record in records]


def _stopped(batch: Batch, record: Record, letter: Letter) -> Letter | None:
    """The letter as it is now, while it is held or has failed."""
    row = batch.of(record, stopped_of).get(letter.pk)
    return row if row is not None and row.state in (State.HELD, State.FAILED) else None


def unsent_of(records: Sequence[Record]) -> list[list[Letter]]:
    """The letters of each record that have not left, locked, in one query."""
    found: dict[int, list[Letter]] = defaultdict(list)
    rows = Letter.with_bin.select_for_update().filter(record__in=[r.pk for r in records if r.pk])
    for letter in rows.filter(state__in=UNSENT).order_by("pk"):
        found[letter.record_id].append(letter)
    return [found[record.pk] for record in records]


def locked(record: Record, letter: Letter) -> Letter:
    """The letter as it is now, locked; the record is locked before it, everywhere."""
    return Letter.with_bin.select_for_update().get(pk=letter.pk, record=record)


def mark_sent(batch: Batch, record: Record, letter: Letter) -> None:
    """The letter is out: it never changes again, and the record hears of it."""
    before = batch.of(record, last_sent_of)
    batch.now_of(record, last_sent_of, batch.now)
    batch.change(letter, state=State.SENT, sent_at=batch.now, lease_until=None, problem="")
    batch.happened(
        record,
        events.SENT_BY_PERSON if letter.is_by_person else events.SENT,
        letter=str(letter),
        to=letter.to,
        letter_id=letter.pk,
        finishes=letter.key,
        was={"last letter sent": kept(before)},
        why=letter.why,
        depth=letter.depth,
    )


def _drop(batch: Batch, record: Record, letter: Letter, cause: Cause = BY_HAND) -> None:
    batch.change(letter, state=State.TAKEN_BACK, held_for="")
    batch.happened(
        record,
        events.TAKEN_BACK,
        letter=str(letter),
        letter_id=letter.pk,
        finishes=letter.key,
        failed=gettext("taken back"),
        why=cause.why,
        depth=max(letter.depth, cause.depth),
    )


def _put_back(batch: Batch, record: Record, letter: Letter) -> None:
    batch.change(
        letter,
        state=State.WAITING,
        send_after=batch.now + WAIT,
        held_for="",
        problem="",
        attempts=0,
        lease_until=None,
    )
    if letter.link is not None:
        batch.change(letter.link, expires_at=batch.now + GOOD_FOR)
    batch.happened(record, events.RELEASED, letter=str(letter), letter_id=letter.pk)


def _still(batch: Batch, record: Record, letter: Letter) -> Hold | str:
    """What the letter lacked of its owner when it was to leave, while it still lacks it."""
    owner = owner_of(batch, record)
    if owner is None:
        return Hold.NO_OWNER if letter.held_for == Hold.NO_OWNER else ""
    return Hold.NO_PHONE if letter.held_for == Hold.NO_PHONE and not owner.phone else ""


def _mailbox(batch: Batch, record: Record, letter: Letter) -> Mailbox:
    if letter.person_id is not None and letter.person_id == record.person_id:
        return batch.of(record, mailboxes_of)
    if letter.person is not None:
        return mailboxes([letter.person])[0]
    return Mailbox(letter.to) if letter.user_id else Mailbox(hold=Hold.NOBODY)

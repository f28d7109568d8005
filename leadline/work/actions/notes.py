"""What colleagues write down about a record, and that its customer wants to know more."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.bin import put_in, take_out
from leadline.core.errors import Invalid, Refused
from leadline.records.cause import BY_HAND, Cause
from leadline.records.models import Record
from leadline.work import events, rules
from leadline.work.actions.following import begin_to_follow
from leadline.work.actions.telling import give
from leadline.work.loading import colleagues, note_keys, rights_of_colleagues
from leadline.work.mentions import names_of
from leadline.work.models import Note, NoticeKind

LONGEST = 10_000  # characters


@action(_("note"), _("Writes something down about a record."), events=(events.NOTE_WRITTEN,))
def note(batch: Batch, record: Record, *, what: str, cause: Cause = BY_HAND) -> Note | None:
    """Colleagues who are mentioned in it as @name hear of it and follow the record from then on.

    Those who may not see the record hear nothing. None when this cause has its note.
    Raises Invalid for an empty note or one of more than 10,000 characters.
    """
    text = what.strip()
    if not text or len(text) > LONGEST:
        empty, long = gettext("Write something."), gettext("This is too long for a note.")
        sentence = long if text else empty
        raise Invalid(sentence, {"what": sentence})
    keys = batch.of(record, note_keys)
    if cause.key in keys:
        return None
    if cause.key:
        keys.add(cause.key)
    written = Note(
        record=record,
        key=cause.key,
        user_id=batch.actor.user_id,
        text=text,
        written_at=batch.now,
    )
    batch.happened(record, events.NOTE_WRITTEN, note=text, why=cause.why, depth=cause.depth)
    _tell_mentioned(batch, record, text, cause)
    return batch.add(written)


@action(
    _("show interest"),
    _("Notes that they want to know more."),
    events=(events.INTEREST_SHOWN,),
)
def show_interest(batch: Batch, record: Record, *, what: str = "", cause: Cause = BY_HAND) -> None:
    """what: in which product or question, in a few words. The playbook says what follows."""
    batch.happened(
        record,
        events.INTEREST_SHOWN,
        what=what.strip()[:500],
        why=cause.why,
        depth=cause.depth,
    )


@action(_("delete note"), _("Puts a note into the bin."), events=(events.NOTE_DELETED,))
def delete_note(batch: Batch, record: Record, *, note: Note) -> None:
    """The history says that there was one. Refused for what somebody else wrote."""
    row = _locked(record, note)
    if row.user_id != batch.actor.user_id:
        raise Refused(gettext("Somebody else wrote this. Ask them to delete it."))
    if not row.is_binned:
        put_in(batch, row)
        batch.happened(record, events.NOTE_DELETED, note_id=row.pk)


@action(_("restore note"), _("Brings a note back."), events=(events.NOTE_RESTORED,))
def restore_note(batch: Batch, record: Record, *, note: Note) -> None:
    """It stands with its record again."""
    row = _locked(record, note)
    if take_out(batch, row):
        batch.happened(record, events.NOTE_RESTORED, note_id=row.pk)


def _locked(record: Record, note: Note) -> Note:
    """The note as it is now; the record is locked before it, everywhere."""
    return Note.with_bin.select_for_update().get(pk=note.pk, record=record)


def _tell_mentioned(batch: Batch, record: Record, text: str, cause: Cause) -> None:
    if "@" not in text and "＠" not in text:
        return
    known = batch.once(colleagues)
    found = rules.mentioned(text, {one.pk: names_of(one) for one in known}) - {batch.actor.user_id}
    if not found:
        return
    rights = batch.once(rights_of_colleagues)
    people = [one for one in known if one.pk in found and rights[one.pk].sees(record)]
    begin_to_follow(batch, record, people)
    give(batch, record, people, NoticeKind.MENTIONED, cause, by=batch.actor.name, text=text[:500])

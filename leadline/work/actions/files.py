"""Files come to a record, are removed from its page and brought back; none is ever lost."""

from collections.abc import Mapping
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.policy import let
from leadline.core.actions import action
from leadline.core.actor import Actor, ActorKind
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.files.actions import keep_file
from leadline.files.models import File
from leadline.files.store import Received, receive
from leadline.records.models import Record
from leadline.work import events
from leadline.work.models import Attachment


@action(_("attach file"), _("Keeps a file with a record."), events=(events.FILE_ATTACHED,))
def attach_file(batch: Batch, record: Record, *, received: Received, field: str = "") -> File:
    """Whoever may see the record may open it. field: the name of the question that it answers.

    Content that `store.receive` has looked at and kept; its row gets its number with the batch.
    """
    file = keep_file.function(batch, None, received=received)
    batch.add(Attachment(record=record, file=file, field=field, attached_at=batch.now))
    batch.write()  # the event names the file by its number
    batch.happened(record, events.FILE_ATTACHED, file=file.name, file_id=file.pk, field=field)
    return file


@action(_("remove file"), _("Removes a file from a record."), events=(events.FILE_REMOVED,))
def remove_file(batch: Batch, record: Record, *, file: File) -> None:
    """It is kept and can be brought back; until then nobody opens it. Twice is once."""
    attached = _of(record, file)
    if attached.removed_at is not None:
        return
    batch.change(attached, removed_at=batch.now, removed_by_id=batch.actor.user_id)
    batch.happened(record, events.FILE_REMOVED, file=file.name, file_id=file.pk)


@action(
    _("restore file"),
    _("Brings a file back that was removed."),
    events=(events.FILE_BROUGHT_BACK,),
)
def restore_file(batch: Batch, record: Record, *, file: File) -> None:
    """It stands where it stood, with who handed it in and when."""
    attached = _of(record, file)
    if attached.removed_at is None:
        return
    batch.change(attached, removed_at=None, removed_by_id=None)
    batch.happened(record, events.FILE_BROUGHT_BACK, file=file.name, file_id=file.pk)


def with_files_kept(
    actor: Actor, record: Record, answers: Mapping[str, object]
) -> dict[str, object]:
    """The answers, with the number of the attached file in the place of each upload.

    All uploads are looked at before the first is attached. Raises Invalid for one that is not
    taken, and Refused where this actor may not attach to the record.
    """
    received = {
        name: look_at(value) for name, value in answers.items() if isinstance(value, UploadedFile)
    }
    kept = {
        name: attach_file(actor, record, received=one, field=name).pk
        for name, one in received.items()
    }
    return {**answers, **kept}


def look_at(upload: UploadedFile) -> Received:
    """The upload, of a kind that is kept, and on the disk. Call it outside of any transaction.

    Raises Invalid with a sentence for one that is not taken.
    """
    return receive(cast(BinaryIO, upload.file), upload.name or "")


def _of(record: Record, file: File) -> Attachment:
    found = Attachment.objects.filter(record=record, file=file).first()
    if found is None:
        raise Refused(gettext("This file does not belong here."))
    return found


let(ActorKind.CUSTOMER, "attach file")

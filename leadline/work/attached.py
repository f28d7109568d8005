"""Which files belong to a record or to a person's records, and who may open them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from leadline.access.actor import person
from leadline.access.models import User
from leadline.access.policy import may, visible
from leadline.core.actor import ActorKind
from leadline.files.kinds import Kind
from leadline.files.links import let_see, path_for
from leadline.files.models import File
from leadline.parties.models import Person
from leadline.records.models import Record
from leadline.work.models import Attachment

SHOWN = 100  # files of one record or person
Label = Callable[[str], str]


@dataclass(frozen=True)
class FileRow:
    """One file as pages show it. size: for people ("12 KB"). field: what it answers, or "".

    by: who handed it in.
    """

    pk: int
    record_id: int
    record: str
    url: str
    name: str
    kind: str
    size: str
    field: str
    by: str
    at: datetime


@dataclass(frozen=True)
class FilesPanel:
    """Context `panel` of work/_files.html. removed: those that can be brought back.

    may_attach: whether the reader may add and remove files here.
    """

    record_id: int
    files: Sequence[FileRow]
    removed: Sequence[FileRow]
    may_attach: bool
    next: str = ""


def may_open(user: User, file: File) -> bool:
    """Whoever may see a record may open the files that belong to it and were not removed."""
    seen = visible(user, Record.objects.all())
    return file.attachments.filter(removed_at=None, record__in=seen).exists()


def files_panel(record: Record, user: User, *, label: Label = str, next: str = "") -> FilesPanel:
    """For a record that the person may see. label: a field's name in the reader's language."""
    rows = list(_newest(record.attachments.all())[:SHOWN])
    return FilesPanel(
        record.pk,
        [row_of(one, label) for one in rows if one.removed_at is None],
        [row_of(one, label) for one in rows if one.removed_at is not None],
        bool(may(person(user), "attach file", record)),
        next,
    )


def files_of_person(who: Person, user: User) -> list[FileRow]:
    """The newest files of those of the person's records that the user may see; one query."""
    seen = visible(user, Record.objects.filter(person=who))
    rows = Attachment.objects.filter(record__in=seen, removed_at=None).select_related("record")
    return [row_of(one, str) for one in _newest(rows)[:SHOWN]]


def answered_files(record: Record) -> dict[tuple[str, object], str]:
    """The name of each file that was given as an answer, by field and number."""
    rows = record.attachments.exclude(field="")
    return {
        (field, file): name
        for field, file, name in rows.values_list("field", "file_id", "file__name")
    }


def row_of(one: Attachment, label: Label) -> FileRow:
    file = one.file
    return FileRow(
        pk=file.pk,
        record_id=one.record_id,
        record=one.record.title,
        url=path_for(file),
        name=file.name,
        kind=str(Kind(file.kind).label),
        size=filesizeformat(file.size),
        field=label(one.field) if one.field else "",
        by=_by(file),
        at=one.attached_at,
    )


def _by(file: File) -> str:
    if file.uploaded_by:
        return str(file.uploaded_by)
    return _("the customer") if file.handed_in_by == ActorKind.CUSTOMER else _("by itself")


def _newest(rows: QuerySet[Attachment]) -> QuerySet[Attachment]:
    return rows.select_related("file__uploaded_by", "record").order_by("-attached_at", "-pk")


let_see("work", may_open)

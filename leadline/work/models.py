"""What is to be done, which calls were made, what colleagues wrote down and were told."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.core.bin import Binnable, WithBin, bin_index, binned
from leadline.core.mailed import UNMAILED, Mailed
from leadline.files.models import File
from leadline.parties.models import Person, PhoneNumber
from leadline.records.models import OfRecord, Record
from leadline.work.results import CallResult

OPEN = Q(done_at=None, withdrawn_at=None)
TO_MAIL = UNMAILED & Q(is_quiet=False)
DIGESTED = UNMAILED & Q(is_quiet=True, read_at=None)


class TaskKind(models.TextChoices):
    TASK = "task", _("Task")
    CALL = "call", _("Call")
    VISIT = "visit", _("Visit")
    DECIDE = "decide", _("Decision")
    ANSWER = "answer", _("Question")
    RETRY = "retry", _("Step that was held back")


class Task(models.Model):
    """One thing that one person is to do for a record.

    key: names the effect that made it; a second task of the same key cannot be.
    title: as the playbook or a person wrote it; of an ANSWER the name of the field, of a RETRY
    the act that was not done.
    visit: the stay in a stage with which it ends; null when it outlives stages.
    line, piece: the playbook line, or the named piece of work, that it comes from.
    pool: the role or queue from which somebody takes it while `assignee` is null.
    opens_at: it is not shown before. due_at: when it should be done.
    agenda: [{"point": text, "done": bool}].
    asks: [{"field": name, "optional": bool, "choices": [text]}], what is to be learned with it.
    call_anyway: why a person calls although there is no basis to.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="tasks")
    key = models.CharField(max_length=300, null=True, blank=True, unique=True)
    kind = models.CharField(max_length=6, choices=TaskKind)
    title = models.CharField(_("What is to be done"), max_length=300)
    goal = models.TextField(_("Goal"), blank=True)
    visit = models.PositiveIntegerField(null=True)
    line = models.CharField(max_length=300, blank=True)
    piece = models.CharField(max_length=80, blank=True)
    assignee = models.ForeignKey(
        User, models.PROTECT, null=True, db_index=False, related_name="tasks"
    )
    pool = models.CharField(max_length=120, blank=True)
    agenda = models.JSONField(default=list, blank=True)
    asks = models.JSONField(default=list, blank=True)
    call_anyway = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    opens_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    result = models.TextField(_("What came of it"), blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        indexes = [
            models.Index(fields=["assignee", "due_at", "id"], name="task_open", condition=OPEN),
            models.Index(
                fields=["pool", "due_at", "id"],
                name="task_to_take",
                condition=OPEN & Q(assignee=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(withdrawn_at=None), name="task_ends_once"
            )
        ]
        verbose_name = _("task")

    def __str__(self) -> str:
        """What to do, in the reader's language where the words are ours."""
        if self.kind == TaskKind.ANSWER:
            return gettext("Find out: %(field)s") % {"field": self.title}
        if self.kind == TaskKind.RETRY:
            return gettext("Not done by itself: %(act)s") % {"act": self.title}
        return self.title

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.withdrawn_at is None

    def is_late(self, now: datetime) -> bool:
        return self.is_open and self.due_at is not None and self.due_at <= now


class Call(models.Model):
    """One attempt to reach a person by phone; `detail` is the result in the caller's own words."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="calls")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="calls")
    phone = models.ForeignKey(
        PhoneNumber, models.SET_NULL, null=True, db_index=False, related_name="+"
    )
    task = models.ForeignKey(Task, models.SET_NULL, null=True, db_index=False, related_name="calls")
    user = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    result = models.CharField(_("Call result"), max_length=20, choices=CallResult)
    detail = models.CharField(_("More exactly"), max_length=200, blank=True)
    note = models.TextField(_("Note"), blank=True)
    called_at = models.DateTimeField()

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        verbose_name = _("call")

    def __str__(self) -> str:
        return str(CallResult(self.result).label)


class Notes(OfRecord["Note"]):
    """Notes that do not lie in the bin, neither themselves nor with their record."""

    def get_queryset(self) -> models.QuerySet["Note"]:
        return super().get_queryset().exclude(pk__in=binned(self.model))


class Note(Binnable):
    """What a colleague, or a line of the playbook, wrote down about a record."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="notes")
    key = models.CharField(max_length=300, null=True, blank=True, unique=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    text = models.TextField(_("Note"))
    written_at = models.DateTimeField()

    objects: ClassVar[Notes] = Notes()  # type: ignore[assignment]

    class Meta:
        indexes = [bin_index("note_in_bin")]
        verbose_name = _("note")

    def __str__(self) -> str:
        return self.text


class NoticeKind(models.TextChoices):
    TOLD = "told", _("News")
    MENTIONED = "mentioned", _("Mentioned")
    ASSIGNED = "assigned", _("Assigned")
    OVERDUE = "overdue", _("Overdue")
    CLOCK_WARNED = "clock warned", _("Nearly due")
    CLOCK_MISSED = "clock missed", _("Not kept")
    REPLIED = "replied", _("Reply")
    HANDED = "handed", _("Given to you")
    QUEUED = "queued", _("Waits to be taken")
    OWNED = "owned", _("New owner")
    ANSWERED = "answered", _("Answers")
    NOTED = "noted", _("Note")
    FILED = "filed", _("File")


class Notice(Mailed):
    """News for one colleague, shown in the page and mailed at once by automation unless quiet.

    key: of the effect that gave it, and the person; one effect gives a person one notice.
    data: what `sentence` shows: title, stage, by, text, task, clock, due_at, queue, owner, fields,
    file, as they were then; more: how many others came with it.
    is_quiet: it has no mail of its own; whoever wants to gets a day's worth of them in one.
    """

    user = models.ForeignKey(User, models.CASCADE, db_index=False, related_name="notices")
    record = models.ForeignKey(Record, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=330, null=True, blank=True, unique=True)
    kind = models.CharField(max_length=12, choices=NoticeKind)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    given_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    is_quiet = models.BooleanField(default=False)

    SENTENCES: ClassVar[Mapping[str, object]] = {
        NoticeKind.TOLD: _("%(title)s is now at “%(stage)s”."),
        NoticeKind.MENTIONED: _("%(by)s wrote about %(title)s: %(text)s"),
        NoticeKind.ASSIGNED: _("%(by)s gave you a task for %(title)s: %(task)s"),
        NoticeKind.OVERDUE: _("This should have been done for %(title)s by now: %(task)s"),
        NoticeKind.CLOCK_WARNED: _("“%(clock)s” for %(title)s is due at %(due_at)s."),
        NoticeKind.CLOCK_MISSED: _("“%(clock)s” for %(title)s was due at %(due_at)s."),
        NoticeKind.REPLIED: _("%(by)s answered about %(title)s: %(text)s"),
        NoticeKind.HANDED: _("%(title)s is yours now."),
        NoticeKind.QUEUED: _("%(title)s waits in the queue “%(queue)s”; nobody has it."),
        NoticeKind.OWNED: _("%(owner)s has %(title)s now."),
        NoticeKind.ANSWERED: _("New answers about %(title)s: %(fields)s"),
        NoticeKind.NOTED: _("%(by)s wrote about %(title)s: %(text)s"),
        NoticeKind.FILED: _("New file about %(title)s: %(file)s"),
    }

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        indexes = [
            models.Index(
                fields=["user", "-given_at"], name="notice_unread", condition=Q(read_at=None)
            ),
            models.Index(fields=["user", "-id"], name="notice_newest"),
            models.Index(fields=["id"], name="notice_to_mail", condition=TO_MAIL),
            models.Index(fields=["user", "given_at"], name="notice_for_digest", condition=DIGESTED),
        ]
        verbose_name = _("notice")

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """In the reader's language and zone; what was erased reads as a dash."""
        return self.told(str)

    def told(self, word: Callable[[str], str]) -> str:
        """The sentence, with the playbook's own words as `word` says them."""
        shown = {name: self.data.get(name) or "–" for name in _SHOWN}
        for name in ("stage", "clock"):
            shown[name] = word(shown[name])
        shown["fields"] = ", ".join(map(word, self.data.get("fields") or ["–"]))
        if due_at := self.data.get("due_at"):
            moment = localtime(datetime.fromisoformat(due_at))
            shown["due_at"] = date_format(moment, "SHORT_DATETIME_FORMAT")
        if more := self.data.get("more"):
            several = _("%(title)s and %(more)s more are yours now.")
            return str(several) % {**shown, "more": more}
        return str(self.SENTENCES[self.kind]) % shown


_SHOWN = (
    "title", "stage", "by", "text", "task", "clock", "due_at", "queue", "owner", "fields", "file",
)  # fmt: skip


class Attachment(models.Model):
    """A file with the record that it belongs to; whoever sees the record may open the file.

    field: the question that it answers, by name; "" for a file that nobody had asked for.
    removed_at: it is kept, and opened by nobody, until somebody brings it back.
    """

    record = models.ForeignKey(Record, models.CASCADE, db_index=False, related_name="attachments")
    file = models.ForeignKey(File, models.PROTECT, related_name="attachments")
    field = models.CharField(max_length=80, blank=True)
    attached_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        User, models.PROTECT, null=True, db_index=False, related_name="+"
    )

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "file"], name="file_attached_once")
        ]
        verbose_name = _("file")

    def __str__(self) -> str:
        return str(self.file)


class Follower(models.Model):
    """Somebody who wants to hear what happens to a record."""

    record = models.ForeignKey(Record, models.CASCADE, db_index=False, related_name="followers")
    user = models.ForeignKey(User, models.CASCADE, db_index=False, related_name="follows")
    since = models.DateTimeField()

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "user"], name="record_followed_once")
        ]
        verbose_name = _("follower")

    def __str__(self) -> str:
        return str(self.user)

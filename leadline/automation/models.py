"""What the worker remembers: where it was seen, what it holds back, which rules were passed."""

from datetime import timedelta
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from leadline.access.models import Team, User
from leadline.core.bin import WithBin
from leadline.core.models import Event, Eventful
from leadline.parties.models import Company, Person
from leadline.playbooks.models import Published, Signature, Version
from leadline.records.models import OfRecord, Record
from leadline.work.models import Task

SILENT_AFTER = timedelta(minutes=2)


class Worker(Eventful):
    """The one row of the worker.

    place: names this installation (its address and data folder), so that a copy of it is noticed.
    held_because: why nothing leaves or happens until a person lets it; "" when it runs.
    """

    stream: ClassVar[str] = "worker"
    seen_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=300, blank=True)
    held_at = models.DateTimeField(null=True)
    held_because = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_worker")]

    def __str__(self) -> str:
        return self.held_because or "running"

    @property
    def is_held(self) -> bool:
        return self.held_at is not None


class HeldStep(models.Model):
    """A step of a playbook that automation did not take; a person releases or drops it.

    It waits as long as its task is open. key: names the effect for ever.
    what: the act as the text has it ("open trial"). because: it was refused, or came too late.
    said: why it was refused; is_forbidden: by a rule of the playbook, which may change its mind.
    effect: the whole effect, see `automation.written`; why: its decision record.
    """

    class Because(models.TextChoices):
        REFUSED = "refused", _("Refused")
        LATE = "late", _("Late")

    record = models.ForeignKey(Record, models.CASCADE, related_name="held_steps")
    task = models.OneToOneField(Task, models.CASCADE, related_name="held_step")
    key = models.CharField(max_length=300, unique=True)
    what = models.CharField(max_length=200)
    because = models.CharField(max_length=7, choices=Because)
    said = models.CharField(max_length=500, blank=True)
    is_forbidden = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    effect = models.JSONField(encoder=DjangoJSONEncoder)
    why = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        verbose_name = _("step")

    def __str__(self) -> str:
        return self.what


class Passing(models.Model):
    """Somebody did what a rule forbids; the reason stands in the event, and these are counted."""

    record = models.ForeignKey(Record, models.CASCADE, db_index=False, related_name="+")
    playbook = models.ForeignKey(Published, models.CASCADE, null=True, related_name="+")
    action = models.CharField(max_length=80)
    rule = models.CharField(max_length=300)
    user = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    passed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.action}: {self.rule}"


class MeasuredPromise(models.Model):
    """How one run of a clock came out: the one row of it, written when it is decided.

    key: names the run for ever. side: the role, pool or route that promised. owner, team: who had
    it then; nobody where a whole role promised. took_minutes: working time spent until it was kept.
    decided_at: when it was kept, missed or came to nothing; kept_at: when it was kept, if late.
    """

    class Result(models.TextChoices):
        KEPT = "kept", _("Kept")
        LATE = "late", _("Kept late")
        MISSED = "missed", _("Missed")
        ENDED = "ended", _("Came to nothing")

    record = models.ForeignKey(Record, models.CASCADE, related_name="promises")
    playbook = models.ForeignKey(Published, models.CASCADE, db_index=False, related_name="+")
    key = models.CharField(max_length=300, unique=True)
    process = models.CharField(max_length=80)
    stage = models.CharField(max_length=80, blank=True)
    clock = models.CharField(max_length=80)
    side = models.CharField(max_length=80, blank=True)
    owner = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, db_index=False, related_name="+")
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    took_minutes = models.PositiveIntegerField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    result = models.CharField(max_length=6, choices=Result)

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        verbose_name = _("promise")
        indexes = [models.Index(fields=["playbook", "decided_at"], name="promise_decided")]

    def __str__(self) -> str:
        return f"{self.clock}: {self.result}"


class SignedDefinition(models.Model):
    """What is sales-ready was signed by the last side; records that wait for it are still told.

    told_to: the last record that was told. The row goes when all have been.
    """

    signature = models.OneToOneField(Signature, models.CASCADE, related_name="+")
    told_to = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.signature} → {self.told_to}"


class Confirmation(models.Model):
    """Somebody has read the statement of a month and agrees, for one side, that it is true.

    figures: what it said then, one promise a line, so that later changes are seen.
    """

    playbook = models.ForeignKey(Published, models.PROTECT, related_name="+")
    month_on = models.DateField()
    role = models.CharField(max_length=80)
    user = models.ForeignKey(User, models.PROTECT, db_index=False, related_name="+")
    confirmed_at = models.DateTimeField()
    figures = models.TextField()

    class Meta:
        verbose_name = _("confirmation")
        constraints = [
            models.UniqueConstraint(
                fields=["playbook", "month_on", "role"], name="one_confirmation_per_side"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month_on:%Y-%m} {self.role}: {self.user}"


class Rehearsal(models.Model):
    """A text that was tried on the records of the playbook in force; nothing of them was changed.

    hash: of the archive, kept by `files.store`. since, until: when the records were opened; until
    is also where their past ends. last: the record (id) up to which it is done; all: how many there
    are. report: as `rehearsal.rehearsing.Report` keeps it. reason: why it stopped.
    """

    playbook = models.ForeignKey(Published, models.CASCADE, related_name="rehearsals")
    hash = models.CharField(max_length=64)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField()
    user = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    asked_at = models.DateTimeField()
    last = models.BigIntegerField(default=0)
    all = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("rehearsal")

    def __str__(self) -> str:
        return f"{self.playbook} {self.asked_at:%Y-%m-%d}"


class Rehearsed(models.Model):
    """One record that differs in one thing that is counted. about: of `rehearsal.outcome`."""

    rehearsal = models.ForeignKey(
        Rehearsal, models.CASCADE, related_name="differing", db_index=False
    )
    record = models.ForeignKey(Record, models.CASCADE, related_name="+")
    about = models.CharField(max_length=8)
    name = models.CharField(max_length=300)
    happened = models.PositiveIntegerField()
    would = models.PositiveIntegerField()

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rehearsal", "about", "name", "record"], name="one_difference"
            )
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.name}"


class VersionMove(models.Model):
    """Records in flight go over to the version in force, by a plan that somebody has looked at.

    mapping: {process: {stage: stage}}, for stages that are gone. last: the record (id) up to which
    it is done. moved, stayed: how many. overtaken_by: the version that was put in force before all
    had been looked at; whoever is left is moved to that one by a plan of its own.
    """

    playbook = models.ForeignKey(Published, models.CASCADE, related_name="version_moves")
    version = models.ForeignKey(Version, models.PROTECT, db_index=False, related_name="+")
    mapping = models.JSONField(default=dict)
    user = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    asked_at = models.DateTimeField()
    last = models.BigIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    stayed = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    overtaken_by = models.ForeignKey(
        Version, models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        verbose_name = _("move to a version")
        constraints = [
            models.UniqueConstraint(
                fields=["playbook"],
                condition=models.Q(finished_at=None),
                name="one_move_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.playbook}: {self.version.number}"


class Learned(models.Model):
    """What was learned of a company or person, for their records that are not told yet.

    event: says what, and what it had been; nothing of that is kept here, so that an erasure of the
    event takes all. known_to: ids of the records that know it already. upto: the last record that
    was looked at. depth: see `records.cause`.
    """

    company = models.ForeignKey(Company, models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    event = models.ForeignKey(Event, models.CASCADE, db_index=False, related_name="+")
    known_to = models.JSONField(default=list)
    upto = models.BigIntegerField(default=0)
    depth = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.about} {self.party_id} → {self.upto}"

    @property
    def about(self) -> str:
        """The field of a record that names the party."""
        return "company" if self.company_id is not None else "person"

    @property
    def party_id(self) -> int | None:
        return self.company_id if self.company_id is not None else self.person_id

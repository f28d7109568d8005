"""The thing that travels through a process, its visits to stages, and what was learned of it."""

from typing import ClassVar, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leadline.access.models import Team, User
from leadline.core.bin import Binnable, WithBin, bin_index, binned
from leadline.core.models import Event, Eventful
from leadline.parties.models import Company, Person
from leadline.playbooks.models import Version


class Record(Binnable, Eventful):
    """A lead, deal, trial …: who it is about, who has it, where it stands, when to look again.

    wake_at: the moment at which automation looks at it next; null when nothing is to come.
    answered_seq: the number of the last event that automation has answered.
    due_at, promise: the running clock that ends first, for lists and Today.
    state: the engine's memory (wish, fired lines, clocks, sequences, work); only it reads this.
    answers: what was learned, by field name, in the shapes of `records.answers`.
    queue, queued_at: where it waits to be taken while nobody has it, and since when.
    """

    stream: ClassVar[str] = "record"
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="records")
    company = models.ForeignKey(Company, models.PROTECT, null=True, related_name="records")
    owner = models.ForeignKey(User, models.PROTECT, null=True, db_index=False)
    team = models.ForeignKey(Team, models.PROTECT, null=True, db_index=False)
    queue = models.CharField(max_length=80, blank=True)
    queued_at = models.DateTimeField(null=True)
    opener = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="opened", db_index=False
    )

    version = models.ForeignKey(Version, models.PROTECT, null=True, db_index=False)
    process = models.CharField(max_length=80, blank=True)
    stage = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    visit = models.PositiveIntegerField(default=0)
    cycle = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    wake_at = models.DateTimeField(null=True)
    answered_seq = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    promise = models.CharField(max_length=80, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    stuck = models.CharField(max_length=500, blank=True)
    state = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    answers = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [
            models.Index(
                fields=["wake_at"], name="record_wakes", condition=Q(wake_at__isnull=False)
            ),
            models.Index(fields=["kind", "-opened_at", "-id"], name="record_newest"),
            models.Index(fields=["kind", "stage", "-opened_at", "-id"], name="record_at_stage"),
            models.Index(
                fields=["owner", "kind", "-opened_at", "-id"], name="record_newest_of_owner"
            ),
            models.Index(
                fields=["owner", "kind", "-opened_at", "-id"],
                name="record_open_of_owner",
                condition=Q(outcome=""),
            ),
            models.Index(
                fields=["owner", "outcome", "due_at", "id"],
                name="record_promised_by",
                condition=Q(due_at__isnull=False),
            ),
            models.Index(fields=["kind", "title", "id"], name="record_by_title"),
            models.Index(fields=["kind", "entered_at", "id"], name="record_by_stay"),
            models.Index(
                fields=["kind", "due_at", "id"],
                name="record_by_promise",
                condition=Q(due_at__isnull=False),
            ),
            models.Index(
                fields=["opener"], name="record_opened_by", condition=Q(opener__isnull=False)
            ),
            models.Index(
                fields=["queue", "queued_at"], name="record_waits", condition=~Q(queue="")
            ),
            bin_index("record_in_bin"),
            models.Index(fields=["kind"], name="record_stuck", condition=~Q(stuck="")),
            models.Index(
                fields=["kind"],
                name="record_without_step",
                condition=Q(outcome="", wake_at=None, due_at=None),
            ),
        ]
        verbose_name = _("record")

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return not self.outcome

    def heard(self, event: Event) -> tuple[str, ...]:
        """News wakes the record: automation will look at it as soon as it can."""
        if self.version_id is None:
            return ()
        self.wake_at = (
            event.recorded_at if self.wake_at is None else min(self.wake_at, event.recorded_at)
        )
        return ("wake_at",)


Row = TypeVar("Row", bound=models.Model)


class OfRecord(models.Manager[Row]):
    """Rows whose record does not lie in the bin: the default of all that hangs on records."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().exclude(record__in=binned(Record))


class StageVisit(models.Model):
    """One stay in one stage; reports count these and nothing else."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="visits")
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=80)
    cycle = models.PositiveIntegerField()
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    mark = models.CharField(max_length=4, blank=True)  # skip, back: see playbook language A14

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="stage_visit_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.stage} ({self.number})"


class AnswerIndex(models.Model):
    """The value of a field that lists ask about, where it is found.

    value: as `conditions.encoding` writes it. Of several choices each has a row; the pieces of a
    long text stand under `pieces_of` the field.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="indexed_answers")
    field = models.CharField(max_length=100)
    value = models.CharField(max_length=450)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["field", "value", "record"], name="answer_found_once")
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"


class Pool(Eventful):
    """A pool whose members' weights or capacity somebody has set; its history says who did."""

    stream: ClassVar[str] = "pool"
    name = models.CharField(max_length=80, unique=True)

    class Meta:
        verbose_name = _("pool")

    def __str__(self) -> str:
        return self.name


class AskedField(models.Model):
    """A field that a list asks about, so that its answers are kept in the index from then on.

    kind, unit, about: of the field, as conditions know them. filled_to: the last record whose
    answers from before are in the index. ready_at: since when all are; null until then.
    """

    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20)
    unit = models.CharField(max_length=40, blank=True)
    about = models.CharField(max_length=16, blank=True)
    asked_at = models.DateTimeField()
    filled_to = models.BigIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("asked field")

    def __str__(self) -> str:
        return self.name


class Turn(models.Model):
    """Somebody's place in a pool, a role or a team, by its name.

    taken: turns had, less those given back. credit: what was due less what was had, in billionths
    of a turn (see `records.routing.turns`). weight: 0 gets none. capacity: how many open records
    they can carry; null: as their team.
    """

    pool = models.CharField(max_length=80)
    user = models.ForeignKey(User, models.CASCADE, related_name="turns", db_index=False)
    taken = models.PositiveIntegerField(default=0)
    credit = models.BigIntegerField(default=0)
    weight = models.PositiveSmallIntegerField(_("Weight"), default=1)
    capacity = models.PositiveSmallIntegerField(_("Capacity"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pool", "user"], name="one_turn_count")]

    def __str__(self) -> str:
        return f"{self.pool}: {self.user} {self.taken}"


class Untaken(models.Model):
    """A record that waits in a queue because nobody could take it; it is tried again and again.

    since: when it came into its queue; where the record says otherwise, or `who` is empty, this is
    over. who: the phrase that found nobody. but: ids of people who must not get it. looked_at:
    when somebody was last looked for. All but that changes only while the record is locked.
    """

    record = models.OneToOneField(Record, models.CASCADE, related_name="untaken")
    since = models.DateTimeField()
    who = models.CharField(max_length=500, blank=True)
    but = models.JSONField(default=list)
    looked_at = models.DateTimeField(db_index=True)

    objects = OfRecord()
    with_bin = WithBin()

    def __str__(self) -> str:
        return f"{self.record_id}: {self.who}"


class PoolDay(models.Model):
    """What somebody was due and got in a pool on one day of the company's zone.

    due: billionths of a turn. away, full, off: turns that passed them by for that reason.
    """

    pool = models.CharField(max_length=80)
    user = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    day_on = models.DateField()
    due = models.BigIntegerField(default=0)
    got = models.PositiveIntegerField(default=0)
    given_back = models.PositiveIntegerField(default=0)
    away = models.PositiveIntegerField(default=0)
    full = models.PositiveIntegerField(default=0)
    off = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pool", "day_on", "user"], name="one_pool_day")
        ]

    def __str__(self) -> str:
        return f"{self.pool}: {self.user} {self.day_on}"

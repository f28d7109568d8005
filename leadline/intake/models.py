"""The ways in, and the ledger in which everything that comes through them ends in one outcome."""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leadline.access.models import User
from leadline.core.bin import WithBin
from leadline.core.models import Eventful
from leadline.intake.receipts import receipt_of
from leadline.leads.incoming import How
from leadline.parties.actions.entering import OnMatch
from leadline.playbooks.models import Published
from leadline.records.models import OfRecord, Record


class DoorKind(models.TextChoices):
    FORM = "form", _("Form")
    JSON = "json", _("Machine")
    FILE = "file", _("File")
    SITE = "site", _("Website")


class Outcome(models.TextChoices):
    """What became of an arrival; all but WAITING are ends."""

    CREATED = "created", pgettext_lazy("incoming", "New lead")
    JOINED = "joined", pgettext_lazy("incoming", "Joined a lead")
    QUARANTINED = "quarantined", _("Held for a check")
    REJECTED = "rejected", pgettext_lazy("incoming", "Rejected")
    FAILED = "failed", pgettext_lazy("incoming", "Failed")
    TAKEN_BACK = "taken back", pgettext_lazy("incoming", "Taken back")
    WAITING = "waiting", pgettext_lazy("incoming", "Waiting")


class Door(Eventful):
    """One way in, and the playbook that its leads enter.

    source: where its leads are said to come from, unless a row says so itself.
    process, stage: of the playbook; "" is its only process for leads, and where that begins.
    asks: of a form, [{"field": name, "required": bool}]. consent: per language the wording that a
    visitor may tick; of a website, what its visitors agree to before a page view counts.
    token_hash: SHA-256 of a machine's token. columns: the mapping of a machine's or a file's
    fields, as text; "" guesses. origins: sites that may show the form or tell of page views; [] is
    any for a form.
    """

    stream: ClassVar[str] = "door"
    name = models.CharField(_("Name"), max_length=120)
    slug = models.SlugField(_("Address"), max_length=60, unique=True)
    kind = models.CharField(_("Kind"), max_length=4, choices=DoorKind)
    playbook = models.ForeignKey(Published, models.PROTECT, related_name="doors")
    process = models.CharField(max_length=80, blank=True)
    stage = models.CharField(max_length=80, blank=True)
    how = models.CharField(max_length=7, choices=[(how.value, how.value) for how in How])
    source = models.CharField(_("Source"), max_length=120)
    asks = models.JSONField(default=list, blank=True)
    consent = models.JSONField(default=dict, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)
    columns = models.TextField(blank=True)
    origins = models.JSONField(default=list, blank=True)
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("way in")

    def __str__(self) -> str:
        return self.name


class State(models.TextChoices):
    """How far an import is."""

    READY = "ready", pgettext_lazy("import", "Not begun")
    RUNNING = "running", pgettext_lazy("import", "Running")
    DONE = "done", pgettext_lazy("import", "Done")
    FAILED = "failed", pgettext_lazy("import", "Stopped")
    UNDOING = "undoing", pgettext_lazy("import", "Being taken back")
    TAKEN_BACK = "taken back", pgettext_lazy("import", "Taken back")


class Step(StrEnum):
    """What of an import is being taken back, in this order."""

    LEADS = "leads"
    COMPANIES = "companies"
    PEOPLE = "people"
    BASES = "bases"

    @property
    def next(self) -> "Step":
        """The one after this; there is none after the last."""
        steps = list(Step)
        return steps[steps.index(self) + 1]


class Import(Eventful):
    """One file read in, by one mapping.

    hash: of the content, kept by `files.store`. how: what its rows are to us. columns: the mapping
    as text. key: the target that every row must have, "" for none. done_line: the last line that
    is finished; an import that was cut off goes on behind it. reason: why it stopped.
    """

    stream: ClassVar[str] = "import"
    door = models.ForeignKey(Door, models.PROTECT, related_name="imports")
    hash = models.CharField(max_length=64)
    name = models.CharField(_("File"), max_length=120)
    how = models.CharField(max_length=7, choices=[(how.value, how.value) for how in How])
    columns = models.TextField()
    key = models.CharField(max_length=20, blank=True)
    on_match = models.CharField(max_length=12, choices=[(one.value, one.value) for one in OnMatch])
    state = models.CharField(max_length=10, choices=State, default=State.READY)
    reason = models.CharField(max_length=500, blank=True)
    done_line = models.PositiveIntegerField(default=0)
    user = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import")

    def __str__(self) -> str:
        return self.name


class Forecast(models.Model):
    """What would come of a file that has not been read in yet, worked out in the background.

    rows, bad: how many the file has, and how many of them cannot be used. reach: of how many of
    the others the numbers tell; done: how many of these are worked out. told: see `forecasts`.
    wrong: the first lines that cannot be used, [[line, reason]]. reason: why it cannot be told.
    """

    imported = models.OneToOneField(
        Import, models.CASCADE, primary_key=True, related_name="forecast"
    )
    rows = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    reach = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    told = models.JSONField(default=dict)
    wrong = models.JSONField(default=list)
    reason = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("preview")
        indexes = [
            models.Index(
                fields=["asked_at"], name="forecast_due", condition=Q(finished_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return str(self.imported)

    @property
    def good(self) -> int:
        return self.rows - self.bad


SET_ASIDE = Q(tries__gt=0, try_at=None)  # of what is taken back, as `is_set_aside`


class Undo(models.Model):
    """How far an import is taken back, so that it goes on where it was cut off.

    after: the last line, event or basis of its step that is done, None before the first. values: of
    people and companies, that somebody has changed since, and that stay. tries: how often the next
    slice has failed; try_at: when it is tried again, None where a person decides; trouble: why.
    """

    imported = models.OneToOneField(Import, models.CASCADE, primary_key=True, related_name="undo")
    step = models.CharField(max_length=9, choices=[(s.value, s.value) for s in Step])
    after = models.BigIntegerField(null=True)
    values = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return str(self.imported)

    @property
    def is_set_aside(self) -> bool:
        """It failed too often: nothing happens until a person lets it be tried again."""
        return self.tries > 0 and self.try_at is None


class Arrival(models.Model):
    """One post, object or row, and what became of it.

    received_on: the firm's day. raw: what came, as it came; of a file's row the file keeps it.
    key: what names it within its door, so that sending it twice is harmless.
    imported, line: of a row, its import and its line there.
    tries, try_at: while it waits, how often it failed, and when it is tried again.
    """

    door = models.ForeignKey(Door, models.PROTECT, related_name="arrivals", db_index=False)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    outcome = models.CharField(max_length=11, choices=Outcome)
    record = models.ForeignKey(
        Record, models.SET_NULL, null=True, related_name="arrivals", db_index=False
    )
    reason = models.CharField(_("Reason"), max_length=500, blank=True)
    key = models.CharField(max_length=80, blank=True)
    raw = models.JSONField(null=True)
    imported = models.ForeignKey(
        Import, models.PROTECT, null=True, related_name="arrivals", db_index=False
    )
    line = models.PositiveIntegerField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("arrival")
        indexes = [
            models.Index(fields=["received_on", "door", "outcome"], name="arrival_counted"),
            models.Index(
                fields=["try_at"], name="arrival_due", condition=Q(outcome=Outcome.WAITING)
            ),
            models.Index(
                fields=["outcome"],
                name="arrival_undecided",
                condition=Q(outcome__in=[Outcome.QUARANTINED, Outcome.FAILED]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["door", "key"], name="arrival_comes_once", condition=~Q(key="")
            ),
            models.UniqueConstraint(
                fields=["imported", "line"],
                name="arrival_of_each_line",
                condition=Q(imported__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(record=None)
                | ~Q(outcome__in=[Outcome.QUARANTINED, Outcome.REJECTED, Outcome.WAITING]),
                name="arrival_has_one_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.receipt

    @property
    def receipt(self) -> str:
        return receipt_of(self.pk)


class PageView(models.Model):
    """How often a lead viewed one page of the firm's own site on a day; no view has its own row.

    page: its path, or "form:" and the address of one of our forms that it shows. told: how many of
    them are on the timeline already.
    """

    door = models.ForeignKey(Door, models.PROTECT, related_name="page_views", db_index=False)
    record = models.ForeignKey(Record, models.CASCADE, related_name="page_views", db_index=False)
    page = models.CharField(max_length=200)
    day_on = models.DateField()
    number = models.PositiveIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        verbose_name = _("page view")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "day_on", "door", "page"], name="one_count_per_page"
            )
        ]
        indexes = [
            models.Index(
                fields=["last_at"], name="page_views_untold", condition=Q(told__lt=F("number"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.page} × {self.number}"

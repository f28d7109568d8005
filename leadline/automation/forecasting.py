"""What the worker would do with leads that have just come in, done and counted, for a forecast."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Max, Model, Q, QuerySet

from leadline.automation.answering import MOST_ROUNDS, answer
from leadline.automation.later import later_of
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.intake.forecasts import About, Tally, follow_with
from leadline.mail.mailboxes import mailboxes_of
from leadline.mail.models import Letter
from leadline.mail.models import State as Sending
from leadline.playbooks.engine.state import State
from leadline.records.models import Record
from leadline.service.models import Entitlement
from leadline.work.models import Task

MADE: tuple[type[Model], ...] = (Letter, Task, Entitlement)


class Following:
    """Answers records as the worker's first rounds would, and remembers what that has shown.

    The caller takes back what was written. Whose turn it is goes on in memory, so that the tasks of
    a whole file are shared out as they would be; settings are read once for all of it.
    """

    def __init__(self) -> None:
        self.last: Batch | None = None

    def begin(self, batch: Batch) -> None:
        if self.last is not None:
            batch.learn(self.last)
        self.last = batch

    def follow(self, records: Sequence[Record], now: datetime) -> Tally:
        ids = [record.pk for record in records]
        running = {record.pk: _clocks(record) for record in records}
        before = {model: _last(model) for model in MADE}
        for _round in range(MOST_ROUNDS):
            with Batch(AUTOMATION, now) as batch:
                self.begin(batch)
                due = batch.claim(_theirs(ids).filter(wake_at__lte=now, stuck="").order_by("pk"))
                answer(batch, due)
            if not due:
                break
        mine = list(_theirs(ids))
        tally = _counted(mine, before) + self._later(mine, before, now)
        for record in mine:
            begun = _clocks(record) - running.get(record.pk, set())
            tally.update((About.CLOCK, name) for name, _run in begun)
        return tally

    def _later(
        self, mine: Sequence[Record], before: Mapping[type[Model], int], now: datetime
    ) -> Tally:
        """What time brings them after that; letters that wait leave, as nobody takes them back."""
        unopened = Batch(AUTOMATION, now)
        if self.last is not None:
            unopened.learn(self.last)
        boxes = zip(mine, mailboxes_of(mine), strict=True)
        letters: dict[int, list[str]] = {one.pk: [] for one, box in boxes if not box.hold}
        made = Letter.objects.filter(
            record__in=letters, pk__gt=before[Letter], state=Sending.WAITING, user=None
        )
        for record, key in made.order_by("pk").values_list("record_id", "key"):
            letters[record].append(key or "")
        return later_of(unopened, mine, letters)


def _counted(mine: Sequence[Record], before: Mapping[type[Model], int]) -> Tally:
    """The letters, tasks and trials that were made for these records since then."""
    tally: Tally = Counter()
    letters = list(Letter.objects.filter(record__in=mine, pk__gt=before[Letter]))
    tally.update((About.LETTER, one.template) for one in letters)
    tally.update((About.HELD, hold) for hold in _holds(letters, mine))
    tasks = Task.objects.filter(record__in=mine, pk__gt=before[Task], done_at=None)
    names = tasks.filter(withdrawn_at=None).values_list("assignee__name", "pool")
    tally.update((About.TASK, name or pool or "") for name, pool in names)
    trials = Entitlement.objects.filter(lead__in=mine, pk__gt=before[Entitlement])
    tally.update((About.TRIAL, name) for name in trials.values_list("product__name", flat=True))
    return tally


def _holds(letters: Sequence[Letter], records: Sequence[Record]) -> list[str]:
    """Why letters would not leave: to a record's person this is asked once more when they do."""
    theirs = {one.record_id for one in letters}
    named = [record for record in records if record.pk in theirs]
    boxes = dict(zip([one.pk for one in named], mailboxes_of(named), strict=True))
    holds = [(one.held_for if one.user_id else boxes[one.record_id].hold) for one in letters]
    return [str(hold) for hold in holds if hold]


def _clocks(record: Record) -> set[tuple[str, int]]:
    """The promises of time that run for it, each with its run."""
    clocks = State.from_json(record.state).clocks.items() if record.state else ()
    return {(name, one.run) for name, one in clocks if one.is_open}


def _last(model: type[Model]) -> int:
    found: int | None = model._default_manager.aggregate(last=Max("pk"))["last"]
    return found or 0


def _theirs(ids: Sequence[int]) -> QuerySet[Record]:
    return Record.objects.filter(Q(pk__in=ids) | Q(opener__in=ids))


follow_with(Following)

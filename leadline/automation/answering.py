"""Answers the news of records in batches: load, decide with the pure engine, carry out, write."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from leadline.automation.carrying import Carrier
from leadline.automation.holding import the_worker
from leadline.automation.news import news_of
from leadline.automation.rules import next_try
from leadline.automation.scoring import scores_of, with_score, with_scores_before
from leadline.automation.steps import HalfDone
from leadline.automation.surroundings import around
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.batch_size import at_once
from leadline.core.errors import Refused
from leadline.core.remembered import remembering
from leadline.playbooks.definition import NOTHING, Playbook
from leadline.playbooks.engine.deciding import asked_fields, begin, decide
from leadline.playbooks.engine.decision import Decision, News, Surroundings
from leadline.playbooks.engine.promises import running
from leadline.playbooks.engine.state import State
from leadline.playbooks.versions import definition_of
from leadline.records.actions import stop
from leadline.records.models import Record
from leadline.records.view import View, views_of

log = logging.getLogger(__name__)
SLICE, FEW = 500, 40  # records in one transaction; few where it keeps every writer waiting
MOST_ROUNDS = 20  # of one record in a row: each answers the news of the one before


@dataclass(frozen=True)
class Case:
    """One record with all that its decision needs."""

    record: Record
    playbook: Playbook
    news: list[News]
    view: View

    @property
    def is_over(self) -> bool:
        """It was closed from outside its process, such as a contact that another took up."""
        stage = self.playbook.processes[self.record.process].stages.get(self.record.stage)
        return bool(self.record.outcome) and stage is not None and not stage.is_end


def answer_due(now: datetime, limit: int | None = None) -> int:
    """Answers up to `limit` records whose time has come (as many as one transaction should).

    Returns how many.

    When one of them cannot be answered the batch is given up and each is done by itself, so that
    one bad record keeps nobody else waiting; that one is tried again later.
    """
    due, limit = _due(now).order_by("wake_at", "pk"), limit or at_once(SLICE, FEW)
    try:
        with Batch(AUTOMATION, now) as batch:
            records = batch.claim(due[:limit])
            answer(batch, records)
        return len(records)
    except HalfDone as half:
        log.info("An action refused half-way (%s); each record is answered by itself.", half)
    except Exception:  # one by one, the bad one shows
        log.exception("A batch of records could not be answered; each is tried by itself.")
    ids = list(due.values_list("pk", flat=True)[:limit])
    for pk in ids:
        _answer_one(now, pk)
    return len(ids)


def answer(
    batch: Batch, records: Sequence[Record], refused: Mapping[str, Refused] = NOTHING
) -> None:
    """Decides about locked records and carries everything out, in this batch.

    refused: effects, by key, that an action is known to refuse half-way. Raises HalfDone.
    """
    with remembering():
        for case in cases_of(records, batch):
            if case.is_over:
                batch.change(case.record, answered_seq=case.record.seq, wake_at=None, tries=0)
                continue
            surroundings = around(batch, case.record, case.playbook, batch.now)
            decision = decided(case, surroundings)
            promises = running(case.playbook, decision.state, case.view, surroundings)
            carrier = Carrier(batch, case.record, case.playbook, refused)
            carrier.carry(decision, next(iter(promises), None))


def answer_now(pk: int) -> None:
    """Answers one record until nothing is due: for the person who has just done something to it.

    A worker that is held stays held; one that is at this record already does it instead.
    """
    now = clock.now()
    if the_worker().is_held:
        return
    for _ in range(MOST_ROUNDS):
        if not _due(now).filter(pk=pk).exists() or not _answer_one(now, pk):
            return


def decided(case: Case, surroundings: Surroundings) -> Decision:
    """What the engine says of one record now."""
    record = case.record
    if record.visit == 0:
        return begin(
            case.playbook,
            record.process,
            record.stage,
            record.opened_at,
            case.view,
            surroundings,
            news=case.news[0] if case.news else None,
            cycle=record.cycle,
        )
    state = State.from_json(record.state).but(answered_seq=record.answered_seq)
    return decide(case.playbook, state, case.news, case.view, surroundings)


def cases_of(records: Sequence[Record], batch: Batch | None = None) -> list[Case]:
    """The records with news and views; a constant number of queries per playbook version.

    batch: in which leads are scored first, by their news. Without one, what they scored before
    counts.
    """
    groups: dict[tuple[int, str], list[Record]] = {}
    for record in records:
        if record.version_id is not None:
            groups.setdefault((record.version_id, record.process), []).append(record)
    cases: list[Case] = []
    for (version_id, process), group in groups.items():
        playbook = definition_of(version_id)
        asked = asked_fields(playbook, process)
        news = news_of(group, playbook.catalogue)
        views = views_of(group, asked, playbook.catalogue)
        if batch is not None:
            found = scores_of(batch, group, news)
            scores = [found.get(record.pk) for record in group]
            pairs = zip(views, scores, strict=True)
            views = [with_score(view, one, asked, batch.now) for view, one in pairs]
            told = zip(news, scores, strict=True)
            news = [with_scores_before(each, one, batch.now) for each, one in told]
        cases += [Case(r, playbook, n, v) for r, n, v in zip(group, news, views, strict=True)]
    return cases


def _due(now: datetime) -> QuerySet[Record]:
    return Record.objects.filter(wake_at__lte=now, stuck="")


def _answer_one(now: datetime, pk: int) -> bool:
    """Whether the record was there to be answered."""
    try:
        return _answered(now, pk)
    except Exception as error:
        log.exception("Record %s could not be answered.", pk)
        _put_off(now, pk, f"{type(error).__name__}: {error}")
        return False


def _answered(now: datetime, pk: int) -> bool:
    """Once more for every action that refused half-way, without that action."""
    refused: dict[str, Refused] = {}
    while True:
        try:
            with Batch(AUTOMATION, now) as batch:
                records = batch.claim(_due(now).filter(pk=pk))
                answer(batch, records, refused)
            return bool(records)
        except HalfDone as half:
            if half.key in refused:
                raise
            refused[half.key] = half.refused


def _put_off(now: datetime, pk: int, reason: str) -> None:
    """One failure more: again in 1, 5, 30 minutes, 6 hours, then a person must look."""
    with Batch(AUTOMATION, now) as batch:
        for record in batch.claim(Record.objects.filter(pk=pk)):
            wait = next_try(record.tries + 1)
            batch.change(record, tries=record.tries + 1)
            if wait is None:
                stop(batch, record, reason)
            else:
                batch.change(record, wake_at=now + wait)

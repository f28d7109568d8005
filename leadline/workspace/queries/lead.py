"""The page of one lead: who, how far, what is missing, what can be done, what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from leadline.access.actor import person
from leadline.access.models import Firm, User
from leadline.access.policy import may
from leadline.access.queries import schedule_of_person
from leadline.conditions.catalogue import normalised
from leadline.leads.models import Lead
from leadline.mail.models import State
from leadline.mail.queries import LetterLine, letters_of
from leadline.mail.render import outline
from leadline.playbooks.engine.promises import running
from leadline.playbooks.explain.speaker import Speaker
from leadline.records.models import Record
from leadline.work.actions.queues import give_back
from leadline.work.attached import FilesPanel, files_panel
from leadline.work.following import FollowingPanel, following_panel
from leadline.work.models import OPEN, TaskKind
from leadline.work.panels import (
    CallPanel,
    InterestPanel,
    NotePanel,
    TaskPanel,
    call_panel,
    interest_panel,
    note_panel,
    task_panel,
)
from leadline.work.rules import share_left
from leadline.workspace.forms import AnswersForm, ExtendForm, GiveBackForm, OwnerForm, RefusalForm
from leadline.workspace.queries.business import Business, business_of
from leadline.workspace.queries.fields import Own, fields_of_record
from leadline.workspace.queries.hits import Hit, hits_of
from leadline.workspace.queries.moves import MoveChoice, moves_of
from leadline.workspace.queries.needs import Needs, depends_of, needs_of
from leadline.workspace.queries.partner import PartnerCard, partner_of
from leadline.workspace.queries.person import PersonCard, card_of
from leadline.workspace.queries.score import ScoreCard, score_of
from leadline.workspace.queries.steps import StepPanel, steps_on
from leadline.workspace.queries.talks import TalkCard, talks_of
from leadline.workspace.queries.timeline import Timeline, timeline_of
from leadline.workspace.queries.trial import TrialCard, trials_of
from leadline.workspace.queries.waits import Waits, waits_of
from leadline.workspace.queries.way import Stop, way_of
from leadline.workspace.reading import Reading, language, reading_of
from leadline.workspace.stage_form import PREFIX, StageForm

MOST_TASKS = 20
UNSENT = frozenset({State.HELD, State.WAITING, State.SENDING, State.FAILED, State.UNCLEAR})


@dataclass(frozen=True)
class Promise:
    """A promise that runs. left: per cent of its working time; state: as rings know it."""

    name: str
    due_at: datetime | None
    left: int
    state: str


@dataclass(frozen=True)
class Move:
    """A way to go with the form that it asks; `form` is None where it asks nothing."""

    choice: MoveChoice
    form: AnswersForm | None


@dataclass(frozen=True)
class LeadPage:
    """Everything that the lead page shows. needs, moves: None and empty without a playbook.

    passable: where the lead is on its way to, if the reader may pass the gates that hold it.
    business: of whom it is about, beside this; see there.
    """

    record: Record
    lead: Lead | None
    stage: str
    card: PersonCard | None
    stops: Sequence[Stop]
    promises: Sequence[Promise]
    needs: Needs | None
    answers: AnswersForm | None
    moves: Sequence[Move]
    shut: Sequence[MoveChoice]
    passable: MoveChoice | None
    tasks: Sequence[TaskPanel]
    steps: Sequence[StepPanel]
    letters: Sequence[LetterLine]
    talks: Sequence[TalkCard]
    own: Sequence[Own]
    trial: TrialCard
    hits: Sequence[Hit]
    score: ScoreCard | None
    business: Business
    waits: Waits | None
    partner: PartnerCard
    timeline: Timeline
    call: CallPanel
    note: NotePanel
    interest: InterestPanel
    files: FilesPanel
    following: FollowingPanel
    owner_form: OwnerForm
    back_form: GiveBackForm | None
    extend_form: ExtendForm
    refusal_form: RefusalForm
    zone: str
    here: str


def lead_page(
    record: Record,
    user: User,
    now: datetime,
    *,
    here: str,
    before: int | None = None,
    bound: AnswersForm | None = None,
) -> LeadPage:
    """here: the page's own address, to come back to. bound: answers with a mistake."""
    reading = reading_of(record, now)
    speaker = reading.speaker if reading else None
    needs = needs_of(reading) if reading else None
    ways = moves_of(reading, person(user)) if reading else ()
    return LeadPage(
        record=record,
        lead=Lead.objects.select_related("source").filter(pk=record.pk).first(),
        stage=speaker.word(record.stage) if speaker else record.stage,
        card=card_of(record, now),
        stops=stops_of(reading),
        promises=promises_of(reading, user, now),
        needs=needs,
        answers=bound or (answers_form(reading, needs) if reading and needs else None),
        moves=[Move(one, move_form(reading, one)) for one in ways if reading and one.allowed],
        shut=[one for one in ways if not one.allowed],
        passable=_passable(reading, ways),
        tasks=tasks_on(record, user, here, reading),
        steps=steps_on(record, person(user), speaker, now, here=here),
        letters=unsent_of(record, reading, now),
        talks=talks_of(reading, user, now),
        trial=trials_of(record),
        **_judged(record, now),
        **_stands(record, user, speaker, now),
        timeline=timeline_of(record, speaker, now, before),
        **_panels(record, user, here),
        files=files_panel(record, user, label=reading.label if reading else str, next=here),
        **_forms(record, user),
        zone=Firm.current().zone,
        here=here,
    )


def _passable(reading: Reading | None, ways: Sequence[MoveChoice]) -> MoveChoice | None:
    wish = reading.state.wish if reading else None
    return next((one for one in ways if wish and one.line == wish.line and one.may_pass), None)


def _judged(record: Record, now: datetime) -> dict[str, Any]:
    return {"hits": hits_of(record), "score": score_of(record, now)}


def _stands(record: Record, user: User, speaker: Speaker | None, now: datetime) -> dict[str, Any]:
    return {
        "business": business_of(record, user),
        "waits": waits_of(record, speaker, now),
        "partner": partner_of(record, user, now),
    }


def _panels(record: Record, user: User, here: str) -> dict[str, Any]:
    return {
        "call": call_panel(record, next=here),
        "note": note_panel(record, user, next=here),
        "interest": interest_panel(record, next=here),
        "following": following_panel(record, user, next=here),
    }


def _forms(record: Record, user: User) -> dict[str, Any]:
    return {
        "own": fields_of_record(record),
        "owner_form": OwnerForm(initial={"owner": record.owner_id}),
        "back_form": _back_form(record, user),
        "extend_form": ExtendForm(),
        "refusal_form": RefusalForm(),
    }


def _back_form(record: Record, user: User) -> GiveBackForm | None:
    """For whoever may give it back."""
    is_had = record.owner_id is not None and record.is_open
    return GiveBackForm() if is_had and may(person(user), give_back.name, record) else None


def stops_of(reading: Reading | None) -> tuple[Stop, ...]:
    """The line of a record, in two queries at most."""
    if reading is None:
        return ()
    visits = reading.record.visits.filter(cycle=reading.record.cycle).order_by("number")
    visited = list(visits.values_list("stage", flat=True))
    return way_of(reading.process, reading.record.stage, visited, reading.speaker)


def promises_of(reading: Reading | None, user: User, now: datetime) -> tuple[Promise, ...]:
    """The promises that run, the first due at the head, in the owner's working time."""
    if reading is None or reading.stage.is_end:
        return ()
    found = running(reading.playbook, reading.state, reading.view, reading.surroundings)
    if not found:
        return ()
    time = schedule_of_person(reading.record.owner or user)
    promises = []
    for one in found:
        left = share_left(time, one.started_at, one.due_at, now) if one.due_at else 100
        state = ring_state(left, late=one.due_at is not None and one.due_at <= now)
        name = reading.speaker.word(one.promise)
        promises.append(Promise(name, one.due_at, left, "paused" if one.paused else state))
    return tuple(promises)


def ring_state(left: int, *, late: bool) -> str:
    """Which ring says so much is left."""
    if late:
        return "over"
    return "late" if left <= 25 else "warn" if left <= 50 else "good"


def answers_form(reading: Reading, needs: Needs, *args: Any) -> StageForm | None:
    """The stage's questions; what is known stands below and can be changed one by one."""
    order = [normalised(one.field) for one in reading.stage.ask]
    asked = sorted((*needs.questions, *needs.dependent), key=lambda one: order.index(one.field))
    if not asked:
        return None
    asks = [one.ask for one in asked]
    return StageForm(asks, reading.playbook.catalogue, reading.label, *args,
                     prefix=PREFIX, depends=depends_of(reading))  # fmt: skip


def move_form(reading: Reading | None, choice: MoveChoice, *args: Any) -> AnswersForm | None:
    if reading is None or not choice.asks:
        return None
    return AnswersForm(choice.asks, reading.playbook.catalogue, reading.label, *args, prefix="move")


def unsent_of(record: Record, reading: Reading | None, now: datetime) -> list[LetterLine]:
    """Letters that have not left, by their subject where the playbook wrote them."""
    waiting = [one for one in letters_of(record, now) if one.state in UNSENT]
    written = reading.playbook.letters if reading else {}
    return [
        replace(one, title=_subject(written[one.title].subjects)) if one.title in written else one
        for one in waiting
    ]


def _subject(subjects: Mapping[str, str]) -> str:
    return outline(subjects.get(language()) or next(iter(subjects.values()), ""))


def tasks_on(
    record: Record, user: User, here: str, reading: Reading | None = None
) -> list[TaskPanel]:
    """The open tasks with all that is needed to do them; held steps have panels of their own."""
    rows = record.tasks.filter(OPEN).exclude(kind=TaskKind.RETRY)
    rows = rows.select_related("record__person", "assignee")
    return [
        spoken(task_panel(one, user, next=here), reading)
        for one in rows.order_by("due_at", "pk")[:MOST_TASKS]
    ]


def spoken(panel: TaskPanel, reading: Reading | None) -> TaskPanel:
    """The task in the reader's language, where its words are the playbook's."""
    if reading is None:
        return panel
    for name, field in panel.form.asked.items():
        panel.form.fields[name].label = reading.label(field.label)
    panel.row.task.goal = reading.speaker.word(panel.row.task.goal)
    heading = reading.speaker.word(panel.row.heading)
    return replace(panel, row=replace(panel.row, heading=heading))

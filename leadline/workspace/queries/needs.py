"""What a record's stage wants to know and have done before the next step, and what is known."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import Kind, normalised
from leadline.conditions.evaluate import holds
from leadline.conditions.tree import Condition
from leadline.core.models import Event
from leadline.playbooks.definition import Question, Stage, Work
from leadline.playbooks.engine.state import Lack, Missing
from leadline.playbooks.engine.state import Work as WorkStatus
from leadline.records.answers import ASKED_NOT_TOLD
from leadline.records.events import ANSWERED
from leadline.records.models import Record
from leadline.work.attached import answered_files
from leadline.workspace.queries.signing import unsigned
from leadline.workspace.reading import Reading, shown
from leadline.workspace.stage_form import Depends


@dataclass(frozen=True)
class Need:
    """One thing to learn here. value: what is known, "" while nothing is.

    evidence: where it was learned, by whom and when. ask: as work's forms want it.
    """

    field: str
    label: str
    value: str
    evidence: str
    learned_at: datetime | None
    optional: bool
    ask: Mapping[str, object]


@dataclass(frozen=True)
class Piece:
    """One piece of work of the stage. status: done, open, blocked or not needed."""

    name: str
    goal: str
    status: str
    keeps_open: bool


@dataclass(frozen=True)
class Wish:
    """Where the record is on its way to, and what it still waits for."""

    to: str
    label: str
    since: datetime
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Needs:
    """Everything that stands under “Before the next step”.

    dependent: what is asked besides as soon as another question here is answered so, such as the
    reason of a return. leads_to: where answers here take the record, each with its condition.
    """

    goal: str
    questions: tuple[Need, ...]
    pieces: tuple[Piece, ...]
    wish: Wish | None
    dependent: tuple[Need, ...] = ()
    leads_to: tuple[tuple[str, str], ...] = ()

    @property
    def missing(self) -> tuple[Need, ...]:
        return tuple(one for one in self.questions if not one.value)

    @property
    def known(self) -> tuple[Need, ...]:
        return tuple(one for one in self.questions if one.value)


def needs_of(reading: Reading) -> Needs:
    """For a record at a stage; an end asks for nothing any more."""
    stage = reading.stage
    if stage.is_end:
        return Needs(reading.speaker.word(stage.goal), (), (), None)
    asked = [one for one in stage.ask if applies(reading, one)]
    dependent = [one for one in stage.ask if one not in asked and _hangs_on(stage, one)]
    names = [normalised(one.field) for one in (*asked, *dependent)]
    learned = learned_of(reading.record, names)
    files = _files_among(reading, asked)
    return Needs(
        goal=reading.speaker.word(stage.goal),
        questions=tuple(_need(reading, one, learned, files) for one in asked),
        pieces=tuple(_piece(reading, work) for work in stage.work),
        wish=_wish(reading),
        dependent=tuple(_need(reading, one, learned, files) for one in dependent),
        leads_to=tuple(_leads_to(reading, names)),
    )


def _hangs_on(stage: Stage, question: Question) -> bool:
    """Whether another question of the stage decides if this one is asked."""
    asked = {normalised(one.field) for one in stage.ask}
    return question.needed_when is not None and not asked.isdisjoint(question.needed_when.fields)


def _leads_to(reading: Reading, asked: Collection[str]) -> Iterator[tuple[str, str]]:
    """The stages to which it goes by itself, in the order in which they are tried."""
    for line in reading.stage.next:
        by_itself = not (line.by or line.on or line.at or line.once)
        if by_itself and line.go_to and line.when and not line.when.fields.isdisjoint(asked):
            yield reading.speaker.word(line.go_to), reading.speaker.condition(line.when)


def applies(reading: Reading, question: Question) -> bool:
    """Whether the question is asked in this case: always, unless `needed when` says otherwise."""
    condition = question.needed_when
    return condition is None or holds(condition)(reading.view, reading.surroundings.context)


def depends_of(reading: Reading) -> dict[str, Depends]:
    """By field, the questions of the stage that are asked only when something holds."""
    return {
        normalised(one.field): Depends(
            reading.speaker.condition(one.needed_when),
            one.needed_when.fields,
            partial(_holds_with, reading, one.needed_when),
            is_needed=not one.optional and reading.view.get(normalised(one.field)) is None,
        )
        for one in reading.stage.ask
        if one.needed_when is not None
    }


def _holds_with(reading: Reading, asked: Condition, answers: Mapping[str, object]) -> bool:
    """Whether it would hold with these answers."""
    return holds(asked)({**reading.view, **answers}, reading.surroundings.context)


def learned_of(record: Record, fields: Sequence[str]) -> dict[str, Event]:
    """The last answer to each field, in one query."""
    events = Event.objects.filter(
        stream=Record.stream, stream_id=record.pk, name=ANSWERED.name
    ).order_by("seq")
    return {event.data["field"]: event for event in events if event.data["field"] in fields}


def asked_of_customers(reading: Reading, needs: Needs) -> tuple[Need, ...]:
    """The open questions but those that the playbook says somebody here supplies."""
    ours = {
        spec.field.name
        for spec in reading.playbook.fields.values()
        if spec.supplied_by and "customer" not in spec.supplied_by.casefold()
    }
    return tuple(one for one in needs.missing if one.field not in ours)


def said(reading: Reading, missing: Iterable[Missing]) -> tuple[str, ...]:
    """What is missing, each as a few words in the reader's language."""
    return tuple(dict.fromkeys(_said(reading, one) for one in missing))


def _said(reading: Reading, one: Missing) -> str:
    if one.kind is Lack.ANSWER:
        return reading.label(one.name)
    if one.kind is Lack.WORK:
        return reading.speaker.word(one.name)
    gates = [*reading.stage.before_leaving]
    gates += [gate for stage in reading.process.stages.values() for gate in stage.before_entering]
    for gate in gates:
        if gate.condition.text == one.name:
            told = reading.speaker.condition(gate.condition)
            return " – ".join(part for part in (told, unsigned(reading, gate.condition)) if part)
    return one.name


def _files_among(reading: Reading, asked: Sequence[Question]) -> dict[tuple[str, object], str]:
    """What the files are called that were given as answers, by field and number."""
    if any(reading.field(one.field).kind is Kind.FILE for one in asked):
        return answered_files(reading.record)
    return {}


def _need(
    reading: Reading,
    question: Question,
    learned: Mapping[str, Event],
    files: Mapping[tuple[str, object], str],
) -> Need:
    name = normalised(question.field)
    kept = reading.record.answers.get(name)
    event = learned.get(name)
    value = reading.view.get(name)
    if reading.field(name).kind is Kind.FILE:
        value = files.get((name, kept), value)
    text = shown(value, reading.speaker) if value is not None else ""
    if kept == ASKED_NOT_TOLD:
        text = _("asked, not told")
    return Need(
        field=name,
        label=reading.label(question.field),
        value=text,
        evidence=_evidence(event),
        learned_at=event.occurred_at if event else None,
        optional=question.optional or question.needed_when is not None,
        ask={"field": name, "optional": True, "choices": list(question.choices)},
    )


def _evidence(event: Event | None) -> str:
    if event is None:
        return ""
    by = event.actor_name or (_("the customer") if event.actor_kind == "customer" else "")
    return " · ".join(part for part in (event.data.get("evidence") or "", by) if part)


def _piece(reading: Reading, work: Work) -> Piece:
    state = reading.state.work.get(work.name)
    status = state.status if state and state.visit == reading.state.visit else None
    words = {
        WorkStatus.DONE: "done",
        WorkStatus.BLOCKED: "blocked",
        WorkStatus.NOT_NEEDED: "not needed",
    }
    return Piece(
        name=reading.speaker.word(work.name),
        goal=reading.speaker.word(work.goal),
        status=words.get(status, "open") if status else "open",
        keeps_open=work.keeps_open,
    )


def _wish(reading: Reading) -> Wish | None:
    wish = reading.state.wish
    if wish is None:
        return None
    return Wish(wish.to, reading.speaker.word(wish.to), wish.since, said(reading, wish.missing))

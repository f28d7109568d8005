"""Where a person may send a record from here, what that asks, and why another way is shut."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import normalised
from leadline.core.actor import Actor
from leadline.playbooks.definition import Line, Question
from leadline.playbooks.engine.deciding import allowed_moves
from leadline.playbooks.engine.persons import Way, WhyNot
from leadline.workspace.queries.needs import said
from leadline.workspace.queries.signing import unsigned
from leadline.workspace.reading import Reading


@dataclass(frozen=True)
class MoveChoice:
    """One stage to go to. asks: the fields that this move wants, in the shape of task asks.

    missing: what it would wait for. why_not: a sentence, "" where it is allowed. may_pass: only
    gates hold it, and this person may pass them with a reason.
    """

    to: str
    label: str
    line: str
    is_end: bool
    outcome: str
    asks: tuple[dict[str, object], ...]
    missing: tuple[str, ...]
    why_not: str
    may_pass: bool

    @property
    def allowed(self) -> bool:
        return not self.why_not


def moves_of(reading: Reading, actor: Actor) -> tuple[MoveChoice, ...]:
    """Each stage once: by its open way if it has one; those that are open stand first."""
    ways = allowed_moves(reading.playbook, reading.state, reading.view, reading.surroundings, actor)
    found: dict[str, MoveChoice] = {}
    for way in ways:
        before = found.get(way.stage)
        if before is None or (way.allowed and not before.allowed):
            found[way.stage] = _choice(reading, way)
    return tuple(sorted(found.values(), key=lambda one: (not one.allowed, one.outcome == "lost")))


def asked_on(reading: Reading, line: Line) -> tuple[Question, ...]:
    """What a person who goes this way says: on the line, and at an end what the end asks."""
    target = reading.process.stages[line.go_to]
    found = {normalised(q.field): q for q in (*line.ask, *(target.ask if target.is_end else ()))}
    return tuple(found.values())


def _choice(reading: Reading, way: Way) -> MoveChoice:
    target = reading.process.stages[way.stage]
    asked = asked_on(reading, way.line)
    names = {normalised(one.field) for one in asked}
    waits = [one for one in way.missing if normalised(one.name) not in names]
    return MoveChoice(
        to=way.stage,
        label=reading.speaker.word(way.stage),
        line=way.line.id,
        is_end=target.is_end,
        outcome=target.outcome,
        asks=_asks(asked),
        missing=said(reading, waits),
        why_not=_why_not(reading, way),
        may_pass=way.may_pass,
    )


def _asks(questions: Sequence[Question]) -> tuple[dict[str, object], ...]:
    return tuple(
        {
            "field": normalised(one.field),
            "optional": one.optional or one.needed_when is not None,
            "choices": list(one.choices),
        }
        for one in questions
    )


def _why_not(reading: Reading, way: Way) -> str:
    line, speaker = way.line, reading.speaker
    match way.why_not:
        case WhyNot.OPEN:
            return ""
        case WhyNot.NOT_THEM:
            return _("Only %(who)s can do this.") % {"who": speaker.whos(line.by)}
        case WhyNot.EVENT:
            return _("Happens by itself: %(event)s.") % {"event": speaker.event(line.on)}
        case WhyNot.MOMENT:
            assert line.at is not None
            return _("Happens by itself: %(moment)s.") % {"moment": speaker.moment(line.at)}
        case WhyNot.WHEN:
            condition = line.when if line.once is None or line.by else line.once
            text = speaker.condition(condition) if condition else way.says
            told = _("Only if %(condition)s.") % {"condition": text}
            return f"{told} {unsigned(reading, condition)}".strip()

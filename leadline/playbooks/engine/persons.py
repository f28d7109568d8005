"""What a person asks for: a move to a stage, taking a wish back, opening a closed record again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from leadline.conditions.catalogue import normalised
from leadline.playbooks.definition import Line, Offer, Who
from leadline.playbooks.engine.course import Course
from leadline.playbooks.engine.decision import MOVE_ASKED, WISH_TAKEN_BACK, News, Result
from leadline.playbooks.engine.gates import held_by
from leadline.playbooks.engine.moves import Asking, drop_wish, request
from leadline.playbooks.engine.state import NONE, Missing
from leadline.playbooks.passing import SUPERVISOR


class WhyNot(StrEnum):
    """Why a way is not open to a person, when it is not."""

    OPEN = ""
    NOT_THEM = "somebody else may do this"
    WHEN = "its condition does not hold"
    EVENT = "this happens by itself, with its event"
    MOMENT = "this happens by itself, in its time"


@dataclass(frozen=True)
class Way:
    """A stage that the record may go to from here, whether this person may ask for it, and what
    would hold the wish. `says`: the event, moment or condition that `why_not` is about.
    `may_pass`: only gates hold it, and this person may pass them with a reason."""

    line: Line
    stage: str
    allowed: bool
    missing: tuple[Missing, ...]
    why_not: WhyNot = WhyNot.OPEN
    says: str = ""
    may_pass: bool = False


def ways(course: Course) -> Iterator[Way]:
    """Every way out of the present stage: of `next`, `while here`, `everywhere`, or reopening."""
    for line in lines_to_ask_for(course):
        why_not, says = _why_not(course, line)
        missing = held_by(course, line, by_person=True)
        is_open = why_not is WhyNot.OPEN
        may_pass = is_open and bool(missing) and _may_pass(course, line)
        yield Way(line, line.go_to, is_open, missing, why_not, says, may_pass)


def offers(course: Course) -> tuple[Offer, ...]:
    """What may be done here and is never in the way, then the first thing that fits to suggest."""
    process, stage = course.process, course.stage
    if stage.is_end:
        return ()
    may = [one for one in (*stage.may, *process.may) if course.holds(one.when)]
    suggested = (one for one in (*stage.suggest, *process.suggest) if course.holds(one.when))
    first = next(suggested, None)
    return (*may, first) if first is not None else tuple(may)


def lines_to_ask_for(course: Course) -> tuple[Line, ...]:
    stage = course.stage
    if not stage.is_end:
        lines = (*stage.next, *stage.while_here, *course.process.everywhere)
        return tuple(line for line in lines if line.go_to)
    if not stage.reopens_at:
        return ()
    id = f"{stage.name}/reopens"
    return (Line(id, stage.place, go_to=stage.reopens_at, new_cycle=True, text="reopens"),)


def answer(course: Course) -> None:
    """Answer a person's event, if it is one of these."""
    if course.news is None:
        return
    if course.news.name == WISH_TAKEN_BACK:
        drop_wish(course, "taken back")
    elif course.news.name == MOVE_ASKED:
        _asked_to_move(course, course.news)


def _asked_to_move(course: Course, news: News) -> None:
    to, wanted = news.data.get("to", ""), news.data.get("line") or None
    lines = [one for one in lines_to_ask_for(course)
             if one.go_to == to and wanted in (None, one.id)]  # fmt: skip
    answers = dict(news.answers)
    before = course.view
    course.see({**before, **{normalised(name): value for name, value in answers.items()}})
    line = next((one for one in lines if _why_not(course, one)[0] is WhyNot.OPEN), None)
    course.see(before)
    if line is None:
        _refuse(course, to)
        return
    actor = news.actor.user_id if news.actor else None
    reason = str(news.data.get("passing", ""))
    if reason and not _is(course, SUPERVISOR):
        course.because(line, Result.REFUSED, "only the owner's supervisor may pass a gate")
        reason = ""
    request(course, line, Asking(True, actor, {**_said_before(course, line), **answers}, reason))


def _may_pass(course: Course, line: Line) -> bool:
    if not _is(course, SUPERVISOR):
        return False
    before, said = course.view, _said_before(course, line)
    course.see({**before, **{normalised(name): value for name, value in said.items()}})
    held = held_by(course, line, by_person=True, passing=True)
    course.see(before)
    return not held


def _said_before(course: Course, line: Line) -> Mapping[str, Any]:
    """What was said with the wish that waits for this very move."""
    wish = course.state.wish
    return wish.answers if wish is not None and wish.line == line.id else NONE


def _why_not(course: Course, line: Line) -> tuple[WhyNot, str]:
    if line.by and not any(_is(course, who) for who in line.by):
        return WhyNot.NOT_THEM, ", ".join(who.text for who in line.by)
    if not line.by and line.on:
        return WhyNot.EVENT, line.on
    if not line.by and line.at is not None:
        return WhyNot.MOMENT, line.at.text
    if not line.by and line.once is not None and not course.holds(line.once):
        return WhyNot.WHEN, line.once.text
    if line.when is not None and not course.holds(line.when):
        return WhyNot.WHEN, line.when.text
    return WhyNot.OPEN, ""


def _is(course: Course, who: Who) -> bool:
    actor = course.news.actor if course.news else course.asking
    return course.around.is_who(who, actor)


def _refuse(course: Course, to: str) -> None:
    allowed = tuple(way.stage for way in ways(course) if way.allowed)
    course.note(f"move to {to}", Result.REFUSED, course.stage.place, {"allowed": allowed})
    seq = course.news.seq if course.news else 0
    params = {"allowed": allowed, "actor": course.news.actor if course.news else None}
    course.do("refuse", to, course.key("refuse", f"event {seq}"), params=params)

"""Tells a run step by step: what is done, when, by which line of the text, and what that saw."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from leadline.automation.rehearsal.outcome import CLOCKS, About
from leadline.automation.rehearsal.run import Run
from leadline.core.written import labelled
from leadline.playbooks.engine.decision import TASKS, Effect, Reason, Result
from leadline.playbooks.explain.speaker import Speaker


@dataclass(frozen=True)
class Step:
    """One step. rule: its line, "" for none; place: where that stands. values: what it saw.

    because: what the line was looked at for. kind: "" or "refused", as timelines show it.
    """

    at: datetime
    what: str
    rule: str = ""
    place: str = ""
    because: str = ""
    kind: str = "by-itself"
    values: Mapping[str, object] = field(default_factory=dict)


def steps_of(run: Run, speaker: Speaker) -> list[Step]:
    """In the order in which they would have become true, then what nobody can know."""
    reasons = {(one.line, one.at): one for one in run.reasons if one.result is Result.FIRED}
    found = [*_moves(run, reasons, speaker), *_effects(run, reasons, speaker)]
    found.sort(key=lambda one: one.at)
    if run.waits is not None and run.state is not None:
        found.append(Step(run.state.read_until, waits_said(run, speaker), kind="refused"))
    return found


def waits_said(run: Run, speaker: Speaker) -> str:
    """Why the rehearsal ends here."""
    if run.waits is None:
        return ""
    stage, missing = run.waits
    names = {"stage": speaker.word(stage), "what": speaker.words(missing)}
    if not missing:
        return _("Would wait here, at “%(stage)s”: nobody had it there at the time.") % names
    return _("Would wait here, at “%(stage)s”, for what nobody was asked: %(what)s.") % names


def headings() -> dict[About, str]:
    """What is counted, as headings; in the order in which it is told."""
    return {
        About.WAIT: _("Would wait here"),
        About.STAGE: _("Stage at the end"),
        About.MOVE: _("Came to the stage"),
        About.TIME: _("Came there at another moment"),
        About.OWNER: _("Owner"),
        About.ROUTE: _("Route, by the line that decided"),
        About.BAND: _("Score band"),
        About.CLOCK: _("Clocks"),
        About.REFUSED: _("A rule stands against it"),
        About.LETTER: _("Letters"),
        About.TASK: _("Tasks"),
    }


def name_said(about: About, name: str, speaker: Speaker) -> str:
    """The name of what was counted, in the reader's language."""
    if about in (About.CLOCK, About.WAIT, About.ROUTE, About.REFUSED) and ": " in name:
        first, _colon, rest = name.partition(": ")
        said = _result(rest) if about is About.CLOCK else speaker.word(rest)
        return labelled(speaker.word(first), said)
    if about is About.OWNER and not name:
        return _("nobody")
    return speaker.word(name)


def _result(name: str) -> str:
    return {"kept": _("kept"), "missed": _("missed"), "kept late": _("kept late")}.get(name, name)


def _moves(
    run: Run, reasons: Mapping[tuple[str, datetime], Reason], speaker: Speaker
) -> Iterator[Step]:
    for move in run.moves:
        stage = {"stage": speaker.word(move.new)}
        said = _("Moved to “%(stage)s”") if move.old else _("Began at “%(stage)s”")
        yield _step(move.at, said % stage, reasons.get((move.line, move.at)))


def _effects(
    run: Run, reasons: Mapping[tuple[str, datetime], Reason], speaker: Speaker
) -> Iterator[Step]:
    for effect in run.effects:
        if effect.verb in CLOCKS or effect.verb in TASKS or effect.verb in ("send", "open", "end"):
            yield _step(effect.at, _said(effect, speaker), reasons.get((effect.line, effect.at)))


def _said(effect: Effect, speaker: Speaker) -> str:
    what = {"what": speaker.word(effect.object)}
    if effect.verb == "clock missed":
        return _("“%(what)s” was missed") % what
    if effect.verb == "clock met":
        return _("“%(what)s” was kept") % what
    if effect.verb == "send":
        return _("Letter “%(what)s”") % what
    if effect.verb in TASKS:
        return _("Task: %(what)s") % what
    phrase = f"{effect.verb} {effect.object}"
    return speaker.word(phrase)


def _step(at: datetime, what: str, reason: Reason | None) -> Step:
    if reason is None:
        return Step(at, what)
    place = str(reason.place or "")
    return Step(at, what, reason.text, place, reason.looked_at, values=reason.values)

"""Runs the scenarios of a playbook with no database and a driven clock, and tells what failed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from leadline.core.durations import parse_duration
from leadline.core.schedules import Schedule
from leadline.core.shifts import parse_shifts
from leadline.core.workdays import WorkingDays
from leadline.playbooks.definition import Place, Playbook, Scenario
from leadline.playbooks.engine.state import NONE, State
from leadline.playbooks.problems import Problem
from leadline.playbooks.rulebook import SIGNED
from leadline.playbooks.scenarios.expected import Since, unmet
from leadline.playbooks.scenarios.story import SOMEBODY, Story
from leadline.playbooks.scenarios.written import Unwritable, moment_from_text, values_of

MONDAY_AT_NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
WEEK = (*(parse_shifts("09:00-17:30"),) * 5, (), ())
ABOUT_THE_RECORD = ("stage", "at", "times", "process")


@dataclass(frozen=True)
class Failure:
    """A sentence of a scenario that does not come true."""

    place: Place
    sentence: str


def run_all(playbook: Playbook) -> list[Problem]:
    """What fails in any scenario of the playbook, as problems at their lines."""
    found = (failure for one in playbook.scenarios for failure in run(playbook, one))
    return [Problem(failure.place, failure.sentence) for failure in found]


def run(playbook: Playbook, scenario: Scenario) -> list[Failure]:
    """Every `then` of a scenario that does not hold; none is the scenario's success.

    What is done elsewhere finishes when the scenario says `do`; letters and notices at once.
    """
    if scenario.process not in playbook.processes:
        return [Failure(scenario.place, _("there is no such process"))]
    telling = Telling(playbook, scenario)
    try:
        return [failure for step in scenario.steps for failure in telling.step(*step)]
    except (Unwritable, ValueError, RuntimeError) as error:
        return [Failure(telling.place, str(error))]


class Telling:
    """One scenario as it is told, step by step."""

    def __init__(self, playbook: Playbook, scenario: Scenario) -> None:
        self.playbook, self.scenario, self.place = playbook, scenario, scenario.place
        self.zone, self.schedule = working_time(playbook)
        self.story: Story | None = None
        self.since = Since(0, 0)

    def step(self, place: Place, kind: str, what: Mapping[str, Any]) -> list[Failure]:
        self.place = place
        if kind == "given":
            self._given(what)
            return []
        if self.story is None:
            self._given(NONE)
        assert self.story is not None
        if kind == "when":
            self.since = Since(len(self.story.done), len(self.story.moves))
            self._when(self.story, what)
            return []
        return [Failure(place, sentence) for sentence in unmet(self.story, what, self.since)]

    def _given(self, what: Mapping[str, Any]) -> None:
        at = moment_from_text(what["at"], self.zone) if "at" in what else MONDAY_AT_NINE
        fields = {name: text for name, text in what.items() if name not in ABOUT_THE_RECORD}
        view = values_of(fields, self.playbook.catalogue, self.zone)
        process = self.playbook.processes[self.scenario.process]
        view.setdefault("owner", process.owner.text if process.owner else "owner")
        view.setdefault(SIGNED, True)  # a scenario tells of what both sides have agreed to
        blank = State(process.name, process.first_stage.name, at, at, at)
        self.story = Story(self.playbook, blank, self.schedule, self.zone, at, view)
        self.story.open(process.name, what.get("stage", ""))

    def _when(self, story: Story, what: Mapping[str, Any]) -> None:
        sets = values_of(what.get("set", NONE), self.playbook.catalogue, self.zone)
        answers = values_of(what.get("answer", NONE), self.playbook.catalogue, self.zone)
        said = {"answers": answers} if answers else {}
        if "at" in what:
            story.until(moment_from_text(what["at"], self.zone))
        if "until" in what:
            story.until(moment_from_text(what["until"], self.zone))
        if "wait" in what:
            story.wait(parse_duration(what["wait"]))
        if "go to" in what:
            given = values_of(what.get("with", NONE), self.playbook.catalogue, self.zone)
            story.ask_to_move(what["go to"], answers={**answers, **given})
        elif "event" in what:
            story.happen(what["event"], actor=SOMEBODY, data={**what.get("with", NONE), **said},
                         sets={**sets, **answers})  # fmt: skip
        elif answers or sets:
            name = "answered" if answers else "field set"
            story.happen(name, actor=SOMEBODY, data=said, sets={**sets, **answers})
        for key in ("do", "undo"):
            if key in what:
                _finish(story, what[key], failed=key == "undo")
        story.work()


def _finish(story: Story, name: str, *, failed: bool) -> None:
    """Finish the latest open act of that name: a piece of work, a task's text, "open trial"."""
    open_ones = [e for e in story.done if name in (e.object, f"{e.verb} {e.object}".strip())]
    if not open_ones:
        raise ValueError(_("there is nothing called “%(name)s” to be done") % {"name": name})
    story.finish(open_ones[-1], failed=_("undone") if failed else "")


def working_time(playbook: Playbook) -> tuple[ZoneInfo, Schedule]:
    """The zone and hours that a scenario counts in: the playbook's own, Monday to Friday."""
    written = playbook.settings.get("working time") or NONE
    zone = ZoneInfo(str(written.get("zone", "UTC")))
    hours = parse_shifts(str(written["hours"])) if "hours" in written else WEEK[0]
    return zone, Schedule(WorkingDays(zone, (hours, hours, hours, hours, hours, (), ())))

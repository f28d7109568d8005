"""Everything that is wrong with a playbook: its text, what it says, and what its scenarios show."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from leadline.playbooks.checks.letters import letter_problems
from leadline.playbooks.checks.lines import line_problems
from leadline.playbooks.checks.loops import loop_problems
from leadline.playbooks.checks.paths import path_problems
from leadline.playbooks.checks.people import people_problems
from leadline.playbooks.checks.rules import rule_problems
from leadline.playbooks.checks.score import score_problems
from leadline.playbooks.checks.seven import seven_errors
from leadline.playbooks.checks.statuses import status_problems
from leadline.playbooks.checks.time import time_problems
from leadline.playbooks.checks.words import word_problems
from leadline.playbooks.definition import Playbook
from leadline.playbooks.problems import Problem, errors
from leadline.playbooks.reader.playbook import read
from leadline.playbooks.scenarios.running import run_all
from leadline.playbooks.vocabulary import Vocabulary

Check = Callable[[Playbook, Vocabulary], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    path_problems,
    line_problems,
    loop_problems,
    time_problems,
    people_problems,
    rule_problems,
    score_problems,
    status_problems,
    seven_errors,
    word_problems,
    letter_problems,
)


@dataclass(frozen=True)
class Checked:
    """playbook: None if there is any error; problems: all, errors and warnings, by place."""

    playbook: Playbook | None
    problems: tuple[Problem, ...]
    draft: Playbook | None = None


def check(source: Path | Mapping[str, str], vocabulary: Vocabulary, name: str = "") -> Checked:
    """Reads and checks a folder, or texts by their paths; scenarios run when all else is right."""
    reading = read(source, vocabulary, name)
    found = list(reading.problems)
    if reading.draft is not None:
        found.extend(problems_of(reading.draft, vocabulary))
    if reading.draft is not None and not errors(found):
        found.extend(run_all(reading.draft))
    found = sorted(dict.fromkeys(found), key=lambda one: (one.place, one.severity, one.message))
    return Checked(None if errors(found) else reading.draft, tuple(found), reading.draft)


def problems_of(playbook: Playbook, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """What is wrong with a playbook that could be read."""
    return tuple(problem for one in CHECKS for problem in one(playbook, vocabulary))

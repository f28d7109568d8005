"""What is wrong with a playbook: where it stands, why it is wrong, and what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from leadline.conditions.problems import closest
from leadline.playbooks.definition import Place


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake, told in the language that was active when it was found."""

    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """`deal.yaml:12: error: message (hint)`, as the command prints it."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {self.severity}: {self.message}{hint}"


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that forbid publishing."""
    return tuple(one for one in problems if one.severity is Severity.ERROR)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The nearest known word as a hint; if none is near, the known ones when they are few."""
    names = {name.casefold(): name for name in known if name}
    near = closest(word, names)
    if near:
        return _("did you mean “%(word)s”?") % {"word": names[near]}
    if 0 < len(names) <= 12:
        return _("known here: %(words)s") % {"words": ", ".join(sorted(names.values()))}
    return ""

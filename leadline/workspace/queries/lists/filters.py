"""The filter of a list: a condition that was typed, or put together from one test per click."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext

from leadline.access.models import Firm, User
from leadline.access.queries import schedule_of_person
from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.context import Context
from leadline.conditions.explain import sentence
from leadline.conditions.grammar import parse
from leadline.conditions.problems import ConditionError
from leadline.conditions.query import as_q
from leadline.conditions.reading import FITTING
from leadline.conditions.tree import Condition, Either, Every, Negation, Node
from leadline.conditions.wording import english
from leadline.core import worktime
from leadline.core.durations import Duration
from leadline.core.schedules import Schedule
from leadline.workspace.queries.lists.askable import Askable
from leadline.workspace.reading import language

WITHOUT_VALUE = ("known", "unknown")


@dataclass(frozen=True)
class Chip:
    """One test of the filter. sentence: what it says. without: the filter when it is taken away."""

    sentence: str
    without: str


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a condition. before, here: the text up to the place, and from there on."""

    message: str
    hint: str
    before: str
    here: str


@dataclass(frozen=True)
class Filter:
    """text: as it was written. q: None where it cannot be asked; then `mistakes` say why.

    joinable: the text as tests can be joined to it with “and”. asked: the names of its fields.
    """

    text: str
    q: Q | None
    joinable: str = ""
    chips: Sequence[Chip] = ()
    mistakes: Sequence[Mistake] = ()
    asked: frozenset[str] = frozenset()


def read_filter(text: str, askable: Askable, context: Context) -> Filter:
    """The filter that a text says; blank asks for everything."""
    if not text:
        return Filter("", Q())
    try:
        condition = parse(text, askable.catalogue)
        q = as_q(condition, context, askable.query)
    except ConditionError as error:
        return Filter(text, None, mistakes=mistakes_of(text, error))
    joinable = f"({text})" if isinstance(condition.tree, Either) else text
    return Filter(text, q, joinable, _chips(condition), asked=condition.fields)


def context_of(user: User, now: datetime) -> Context:
    """The firm's day, and the working time of the person who asks."""
    time: list[Schedule] = []

    def working(start: datetime, length: Duration) -> datetime:
        if not time:
            time.append(schedule_of_person(user))
        return worktime.add(time[0], start, length)

    return Context(now=now, zone=ZoneInfo(Firm.current().zone), working=working)


def with_test(read: Filter, test: str, askable: Askable) -> str:
    """The filter with one test more. Raises ConditionError where the test cannot be read."""
    parse(test, askable.catalogue)
    return f"{read.joinable} and {test}" if read.joinable else test


def as_test(field: Field, how: str, value: str, until: str = "") -> str:
    """One test as it would be typed, from what was chosen."""
    if field.kind is Kind.YES_NO and how in ("is", "is not"):
        return f"{field.label} {how} {value or 'yes'}"
    if how in WITHOUT_VALUE:
        return f"{field.label} {how}"
    if how == "between":
        return f"{field.label} between {value} and {until}"
    if field.kind in (Kind.TEXT, Kind.PERSON, Kind.COMPANY, Kind.USER):
        several = value.replace("，", ",").replace("、", ",").split(",")
        values = several if how.endswith("one of") else [value]
        value = ", ".join(quoted(one.strip()) for one in values if one.strip())
    return f"{field.label} {how} {value}"


def quoted(value: str) -> str:
    """A text in the quotation marks that it does not hold itself."""
    return f"“{value}”" if '"' in value else f'"{value}"'


def ways_of(field: Field) -> tuple[str, ...]:
    """The comparisons that suit a field."""
    return FITTING[field.kind]


def written(node: Node) -> str:
    """A part of a condition as it is typed; it reads back as the same."""
    if isinstance(node, Every | Either):
        join = " and " if isinstance(node, Every) else " or "
        return join.join(
            f"({written(part)})" if isinstance(part, Every | Either) else written(part)
            for part in node.parts
        )
    return f"not ({written(node.part)})" if isinstance(node, Negation) else english(node)


def mistakes_of(text: str, error: ConditionError) -> list[Mistake]:
    """Every problem with its place, in the reader's language."""
    found = []
    for problem in error.problems:
        message, hint = problem.said(gettext)
        at = problem.position
        found.append(Mistake(message, hint, text[:at], text[at:]))
    return found


def _chips(condition: Condition) -> list[Chip]:
    """Each test that all have to meet; a filter that is put together otherwise is one."""
    tree = condition.tree
    parts = tree.parts if isinstance(tree, Every) else (tree,)
    return [
        Chip(
            sentence(Condition(part, ""), language()),
            _joined([other for other in parts if other is not part]),
        )
        for part in parts
    ]


def _joined(parts: Sequence[Node]) -> str:
    if len(parts) > 1:
        return written(Every(tuple(parts)))
    return written(parts[0]) if parts else ""

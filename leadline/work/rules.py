"""What follows for tasks, calls and notes from plain values, without a database."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from leadline.conditions.catalogue import normalised
from leadline.core.schedules import Running
from leadline.playbooks.definition import Question, Who, WhoKind
from leadline.work.models import TaskKind

Ask = Mapping[str, Any]


class Promised(Protocol):
    """A task or a record: when it is due, if ever."""

    due_at: datetime | None


def visit_of(key: str | None) -> int | None:
    """The visit that an effect's key names ("record:7/3/…" → 3); None when it outlives visits."""
    parts = (key or "").split("/", 2)
    return int(parts[1]) if len(parts) == 3 and parts[1].isdecimal() else None


def is_of(key: str | None, wholes: Collection[str]) -> bool:
    """Whether an effect's key is one of these, or belongs to one as one of its several acts."""
    return key is not None and any(key == one or key.startswith(f"{one}/") for one in wholes)


def asks_of(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """Questions in the shape of `Task.asks`; one that is needed only sometimes may stay open."""
    return [
        {
            "field": normalised(one.field),
            "optional": one.optional or one.needed_when is not None,
            "choices": list(one.choices),
        }
        for one in questions
    ]


def agenda_of(points: Iterable[str]) -> list[dict[str, Any]]:
    """Points in the shape of `Task.agenda`, none of them ticked."""
    return [{"point": point, "done": False} for point in points]


def ticked(agenda: Sequence[Mapping[str, Any]], ticks: Collection[int]) -> list[dict[str, Any]]:
    """The agenda with these points (by position from 0) ticked as well."""
    return [
        {"point": one["point"], "done": one["done"] or index in ticks}
        for index, one in enumerate(agenda)
    ]


def still_needed(asks: Iterable[Ask], answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields without an answer; "asked, not told" is one."""
    return tuple(
        one["field"]
        for one in asks
        if not one.get("optional") and answers.get(one["field"]) is None
    )


def kind_of_work(by: Who | None, asks: Sequence[Question]) -> TaskKind:
    """What a supervisor is asked is a decision."""
    from_above = by is not None and by.kind is WhoKind.SUPERVISOR
    return TaskKind.DECIDE if from_above and asks else TaskKind.TASK


def pool_of(who: Who | None) -> str:
    """The role or queue from which somebody takes a task that nobody has been given."""
    if who is None:
        return ""
    return (who.name or who.text)[:120]


def mentioned(text: str, names: Mapping[int, Sequence[str]]) -> set[int]:
    """Who is mentioned as @name, by id; `names` are what each may be called.

    The longest name at a place counts, so that "@Anna Koch" is not also some Anna.
    """
    whose: dict[str, set[int]] = {}
    for user, called in names.items():
        for name in filter(None, map(normalised, called)):
            whose.setdefault(name, set()).add(user)
    if not whose:
        return set()
    longest_first = sorted(whose, key=len, reverse=True)
    pattern = "|".join(re.escape(name) + (r"(?![\w@])" if name.isascii() else "")
                       for name in longest_first)  # fmt: skip
    found = re.findall(f"@({pattern})", normalised(text))
    return {user for name in found for user in whose[name]}


def promised_before(until: datetime, *promised: Promised) -> datetime | None:
    """The first time by which something was promised, where `until` lies beyond it."""
    due = [one.due_at for one in promised if one.due_at is not None and one.due_at < until]
    return min(due, default=None)


def share_left(time: Running, since: datetime, due_at: datetime, now: datetime) -> int:
    """How much of a promise is left, in per cent of its working time; 0 once it is due."""
    if now >= due_at:
        return 0
    whole = time.worked(due_at) - time.worked(since)
    left = time.worked(due_at) - time.worked(max(now, since))
    return round(100 * (left / whole)) if whole else 0

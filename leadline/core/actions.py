"""The action catalogue: each action is declared once, and every caller goes through the same door.

The door locks, checks permission and guards, lets the action change and record, and commits all of
it or nothing.
"""

import inspect
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from leadline.core.actor import Actor
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.events import EventType
from leadline.core.models import Eventful

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound=Eventful | None)
Row = TypeVar("Row", bound=Eventful)
Given = Mapping[str, Any]  # what the action is told, by parameter
Check = Callable[["Action[Any, Any, Any]", Batch, Eventful | None, Given], None]

DEADLOCK = ("40P01", "40001")


@dataclass(frozen=True, eq=False)
class Action(Generic[S, P, R]):
    """One thing that can be done.

    name: what playbooks, permissions and guards call it ("open trial").
    promise: what it does, a sentence for people, as a gettext msgid.
    changes: names of the condition fields that it changes.
    events: what it records.
    """

    name: str
    promise: str
    changes: frozenset[str]
    events: tuple[EventType, ...]
    function: Callable[Concatenate[Batch, S, P], R]

    @cached_property
    def parameters(self) -> frozenset[str]:
        """Names of what it can be told, besides its batch and its subject."""
        return frozenset(list(inspect.signature(self.function).parameters)[2:])

    def __call__(self, actor: Actor, subject: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Does it to one subject in a transaction of its own, as this actor.

        Raises Refused with a sentence when permission, a guard or the action itself says no.
        """
        for attempt in range(3):
            try:
                with Batch(actor) as batch:
                    return self.within(batch, subject, *args, **kwargs)
            except OperationalError as error:
                if attempt == 2 or connection.in_atomic_block or not _is_deadlock(error):
                    raise
                time.sleep(0.05 * (attempt + 1))
        raise AssertionError("unreachable")

    def within(self, batch: Batch, subject: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Does it as part of a batch that is open already; the checks are the same.

        What it is told of the subject's own kind is locked with it, by ascending id: of two acts
        that take the same two rows the other way round, one waits.
        """
        if subject is not None and subject.pk is not None:
            subject = batch.lock([subject, *_of_its_kind(subject, kwargs.values())])[0]
        _check(self, batch, subject, kwargs)
        return self.function(batch, subject, *args, **kwargs)


_catalogue: dict[str, Action[Any, Any, Any]] = {}
_checks: dict[str, Check] = {}


def action(
    name: str, promise: str, *, changes: tuple[str, ...] = (), events: tuple[EventType, ...] = ()
) -> Callable[[Callable[Concatenate[Batch, S, P], R]], Action[S, P, R]]:
    """Declares the decorated function as an action: `def f(batch, subject, *, …)`.

    Both texts are written with gettext_noop, so that translators find them.
    """

    def declare(function: Callable[Concatenate[Batch, S, P], R]) -> Action[S, P, R]:
        if name in _catalogue:
            raise ValueError(f"the action {name!r} is declared twice")
        declared = Action(name, promise, frozenset(changes), events, function)
        _catalogue[name] = declared
        return declared

    return declare


def declared_actions() -> Mapping[str, Action[Any, Any, Any]]:
    """Every declared action by name."""
    return _catalogue


def check_with(name: str, check: Check) -> None:
    """Adds a check to every door: it returns if it agrees, and raises Refused if not.

    An app announces its check when it is ready; without `permission` nothing is allowed.
    """
    _checks[name] = check


def _check(
    asked: "Action[Any, Any, Any]", batch: Batch, subject: Eventful | None, given: Given
) -> None:
    if "permission" not in _checks:
        raise Refused(_("Nobody has said who may do this."))
    for check in _checks.values():
        check(asked, batch, subject, given)


def _of_its_kind(subject: Row, told: Iterable[object]) -> list[Row]:
    """The rows of the subject's kind among what an action is told, alone or in a list."""
    values = [one for value in told for one in (value if isinstance(value, list) else [value])]
    kind = type(subject)
    return [one for one in values if isinstance(one, kind) and one.pk is not None]


def _is_deadlock(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlstate", None) in DEADLOCK

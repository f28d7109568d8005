"""What marketing and sales sign: the sales-ready definition and the promises, word for word; pure.

The same words are the same agreement: what was signed holds in every version that says just that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from leadline.conditions.catalogue import normalised
from leadline.playbooks.definition import (
    Clock,
    FieldSpec,
    Playbook,
    Process,
    Stage,
    Who,
    WhoKind,
)
from leadline.playbooks.walk import rules_of


class Part(StrEnum):
    """What is signed by itself."""

    DEFINITION = "definition"
    PROMISES = "promises"


@dataclass(frozen=True)
class Signable:
    """One part of an agreement. roles: who must sign. words: one line each, as in the text."""

    part: Part
    roles: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.words)

    @cached_property
    def hash(self) -> str:
        return sha256("\n".join((*self.words, *sorted(self.roles))).encode()).hexdigest()


@dataclass(frozen=True)
class Promised:
    """A clock that the agreement names, and where it runs; stage: None for the whole process."""

    clock: Clock
    process: Process
    stage: Stage | None

    @property
    def side(self) -> str:
        """Who keeps it: the pool, role or route named by the clock, the stage or the process.

        A stage of the same person is of whoever had the one before it in the text.
        """
        for who in (self.clock.of, *self._owners(), self.process.owner):
            if who is not None and who.name:
                return who.name
        return ""

    def _owners(self) -> list[Who | None]:
        """The stage's owner, then those of the stages before it while it stays the same person."""
        found: list[Who | None] = []
        stages = list(self.process.stages.values())
        for stage in reversed(stages[: stages.index(self.stage) + 1] if self.stage else []):
            found.append(stage.owner)
            if stage.owner is None or stage.owner.kind is not WhoKind.SAME:
                break
        return found


def signables(playbook: Playbook) -> tuple[Signable, ...]:
    """The parts that there are to sign; none where the playbook has no agreement."""
    agreement = rules_of(playbook).agreement
    if agreement is None:
        return ()
    found = []
    if agreement.definition:
        words = tuple(_definition(playbook, agreement.definition))
        found.append(Signable(Part.DEFINITION, agreement.definition_signed_by, words))
    if agreement.promises:
        words = tuple(word for one in promised(playbook) for word in _promise(one))
        found.append(Signable(Part.PROMISES, agreement.signed_by, words))
    return tuple(found)


def signable(playbook: Playbook, part: str) -> Signable | None:
    return next((one for one in signables(playbook) if one.part == part), None)


def promised(playbook: Playbook) -> tuple[Promised, ...]:
    """The clocks that the agreement names, in its order."""
    agreement = rules_of(playbook).agreement
    names = agreement.promises if agreement else ()
    found = [one for name in names for one in all_promises(playbook) if one.clock.name == name]
    return tuple(found)


def all_promises(playbook: Playbook) -> Iterator[Promised]:
    """Every clock, with where it runs."""
    for process in playbook.processes.values():
        yield from (Promised(clock, process, None) for clock in process.clocks)
        for stage in process.stages.values():
            yield from (Promised(clock, process, stage) for clock in stage.clocks)


def definition_fields(playbook: Playbook) -> tuple[FieldSpec, ...]:
    """The playbook's fields that the sales-ready definition asks about, in their own order."""
    agreement = rules_of(playbook).agreement
    spec = playbook.fields.get(normalised(agreement.definition)) if agreement else None
    if spec is None or spec.field.means is None:
        return ()
    names = spec.field.means.fields - {spec.field.name}
    return tuple(one for name, one in playbook.fields.items() if name in names)


def _definition(playbook: Playbook, name: str) -> Iterator[str]:
    spec = playbook.fields.get(normalised(name))
    means = spec.field.means.text if spec and spec.field.means else ""
    yield f"{name}: {means}"
    for one in definition_fields(playbook):
        if one.field.means is not None:
            yield f"{one.field.label}: {one.field.means.text}"
        else:
            yield f"{one.field.label}: {one.supplied_by or '–'}"


def _promise(one: Promised) -> Iterator[str]:
    """All that would change what is promised; a step that only follows a breach is part of it."""
    clock = one.clock
    where = f"{one.process.name}, {one.stage.name}" if one.stage else one.process.name
    yield f"{clock.name} ({where}, {one.side}): {clock.promise or clock.name}"
    said = {
        "from": clock.start,
        "until": ", ".join(clock.until),
        "within": str(clock.within),
        "at least": str(clock.at_least or ""),
        "of": clock.of.text if clock.of else "",
        "paused while": clock.paused_while.text if clock.paused_while else "",
        "when reassigned": "starts anew" if clock.starts_anew else "",
        "warn": clock.warn,
    }
    yield from (f"  {key}: {text}" for key, text in said.items() if text)
    for line in clock.missed:
        after = f"after {line.after}: " if line.after else ""
        yield f"  missed: {after}{line.text}"

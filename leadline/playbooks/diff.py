"""What two versions of a playbook mean differently, said as sentences; notes are no matter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from leadline.playbooks.definition import Playbook, Process, Stage
from leadline.playbooks.explain.playbook import Item, items
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.explain.words import Language
from leadline.playbooks.vocabulary import Vocabulary
from leadline.playbooks.walk import line_conditions, with_then


@dataclass(frozen=True)
class Change:
    """kind: added, removed, changed, renamed or reordered; where: "Deal · Quoted"."""

    kind: str
    where: str
    sentence: str
    before: str = ""


def diff(
    old: Playbook, new: Playbook, vocabulary: Vocabulary, language: Language = "en"
) -> list[Change]:
    """Every difference of meaning, in the order of the new text, what is gone last."""
    renamed = renames(new)
    before = {
        _key(i, renamed): i for i in items(Speaker(old, vocabulary, language, _flat(renamed)))
    }
    after = {_key(i, {}): i for i in items(Speaker(new, vocabulary, language))}
    changes = list(_renamed(old, renamed))
    for key, item in after.items():
        was = before.get(key)
        if was is None:
            changes.append(Change("added", _where(item), item.sentence))
        elif was.sentence != item.sentence:
            changes.append(Change("changed", _where(item), item.sentence, was.sentence))
    changes += [
        Change("removed", _where(item), item.sentence)
        for key, item in before.items()
        if key not in after
    ]
    return [*changes, *_reordered(old, new, renamed), *_letters(old, new)]


def unchanged_stages(
    old: Playbook, new: Playbook, vocabulary: Vocabulary
) -> frozenset[tuple[str, str]]:
    """(process, stage by its new name) that mean the same: what they say and what its words mean.

    What holds everywhere in the process, the fields its conditions ask and the letters it sends
    count as part of a stage. Records standing there may be moved without anybody deciding.
    """
    renamed = renames(new)
    found: set[tuple[str, str]] = set()
    for name, process in new.processes.items():
        theirs = old.processes.get(name)
        if theirs is None or _frame(theirs, old, vocabulary, renamed) != _frame(
            process, new, vocabulary, {}
        ):
            continue
        sayings = _by_stage(theirs, old, vocabulary, renamed)
        for stage, said in _by_stage(process, new, vocabulary, {}).items():
            if sayings.get(stage) == said:
                found.add((name, stage))
    return frozenset(found)


def renames(new: Playbook) -> dict[tuple[str, str], str]:
    """(process, old name of a stage) → its new name, from `was:`."""
    return {
        (process.name, was): stage.name
        for process in new.processes.values()
        for stage in process.stages.values()
        for was in stage.was
    }


def _flat(renamed: Mapping[tuple[str, str], str]) -> dict[str, str]:
    return {was: name for (_process, was), name in renamed.items()}


def _key(item: Item, renamed: Mapping[tuple[str, str], str]) -> tuple[str, str, str]:
    """Identity of a sentence; a line that leads to a renamed stage is the same line."""
    key = item.key
    for (process, was), name in renamed.items():
        if process == item.process:
            key = key.replace(f"go to {was}", f"go to {name}")
    return item.process, renamed.get((item.process, item.stage), item.stage), key


def _where(item: Item) -> str:
    return " · ".join(part for part in (item.process, item.stage) if part)


def _renamed(old: Playbook, renamed: Mapping[tuple[str, str], str]) -> Iterator[Change]:
    for (process, was), name in renamed.items():
        if process in old.processes and was in old.processes[process].stages:
            yield Change("renamed", f"{process} · {name}", name, was)


def _reordered(
    old: Playbook, new: Playbook, renamed: Mapping[tuple[str, str], str]
) -> Iterator[Change]:
    """The lines of a choice in another order decide otherwise."""
    for process in new.processes.values():
        theirs = old.processes.get(process.name)
        for stage in process.stages.values() if theirs else ():
            before = next((s for s in theirs.stages.values() if _same(s, stage)), None)  # type: ignore[union-attr]
            if before is None:
                continue
            ids = [line.id.partition("/")[2] for line in stage.next]
            were = [line.id.partition("/")[2] for line in before.next]
            if ids != were and sorted(ids) == sorted(were):
                yield Change("reordered", f"{process.name} · {stage.name}", ", ".join(ids))


def _same(old: Stage, new: Stage) -> bool:
    return old.name == new.name or old.name in new.was


def _letters(old: Playbook, new: Playbook) -> Iterator[Change]:
    """Letters whose text, not only the subject, reads otherwise."""
    for name, letter in new.letters.items():
        before = old.letters.get(name)
        for language, body in letter.bodies.items():
            if before and before.bodies.get(language, body) != body:
                yield Change("changed", f"emails/{name}.{language}", body, before.bodies[language])


def _frame(
    process: Process, playbook: Playbook, vocabulary: Vocabulary, renamed: Mapping
) -> frozenset:
    """What the process says beside its stages."""
    speaker = Speaker(playbook, vocabulary, "en", _flat(renamed))
    said = (i for i in items(speaker) if i.process == process.name and not i.stage)
    return frozenset((_key(item, renamed)[2], item.sentence) for item in said)


def _by_stage(
    process: Process, playbook: Playbook, vocabulary: Vocabulary, renamed: Mapping
) -> dict[str, tuple]:
    """Stage by its new name → all that it says, in order, with its words' meanings and letters."""
    speaker = Speaker(playbook, vocabulary, "en", _flat(renamed))
    found: dict[str, list] = {}
    for item in items(speaker):
        if item.process == process.name and item.stage:
            _process, stage, key = _key(item, renamed)
            found.setdefault(stage, []).append((key, item.sentence))
    for one in process.stages.values():
        name = renamed.get((process.name, one.name), one.name)
        found.setdefault(name, []).extend(_underlying(one, playbook))
    return {name: tuple(said) for name, said in found.items()}


def _underlying(stage: Stage, playbook: Playbook) -> Iterator[tuple[str, str]]:
    """What the stage's words stand for: its fields' meanings and its letters' texts."""
    lines = [
        line
        for list_ in (stage.on_arrival, stage.while_here, stage.on_answer, stage.next)
        for one in list_
        for line in with_then(one)
    ]
    asked = [a.condition for line in lines for a in line_conditions(line)]
    asked += [gate.condition for gate in (*stage.before_entering, *stage.before_leaving)]
    asked += [c for w in stage.work for c in (w.needed_when, w.done_when) if c is not None]
    fields = {name for condition in asked for name in condition.fields}
    for name in sorted(fields | {q.field.casefold() for q in stage.ask}):
        spec = playbook.fields.get(name)
        if spec is not None:
            means = spec.field.means.text if spec.field.means else ""
            yield f"field {name}", f"{spec.field.kind} {spec.field.choices} {means} {spec.derived}"
    for name in sorted({d.object for line in lines for d in line.does if d.verb == "send"}):
        if name in playbook.letters:
            letter = playbook.letters[name]
            yield (
                f"letter {name}",
                f"{dict(letter.subjects)} {dict(letter.bodies)} {dict(letter.options)}",
            )

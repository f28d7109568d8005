"""What a playbook asks of rooms that this version does not have, and which nodes it covers."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from leadline.playbooks.definition import Place, Playbook
from leadline.playbooks.problems import Problem
from leadline.playbooks.vocabulary import Vocabulary
from leadline.playbooks.walk import all_doings, all_lines, all_stages, clocks_of, conditions, events

Word = tuple[str, str, Place]  # phrase, room, where


def not_yet(playbook: Playbook, built: frozenset[str], vocabulary: Vocabulary) -> list[Problem]:
    """What only later rooms can carry out, once per word; publishing refuses it."""
    found: dict[str, Problem] = {}
    for phrase, room, place in _words(playbook, vocabulary):
        if room not in built and room != "core":
            facts = {"word": phrase, "room": vocabulary.rooms.get(room, room.capitalize())}
            message = _(
                "“%(word)s” belongs to %(room)s, which this version of Leadline does not have yet."
            )
            found.setdefault(phrase, Problem(place, message % facts))
    return sorted(found.values(), key=lambda one: one.place)


def _words(playbook: Playbook, vocabulary: Vocabulary) -> Iterator[Word]:
    for process in playbook.processes.values():
        kind = vocabulary.kinds.get(process.follows)
        if kind:
            yield kind.name, kind.room, process.place
    for doing in all_doings(playbook):
        action = vocabulary.actions.get(doing.phrase)
        if action:
            yield action.name, action.room, doing.place
    guards = (*playbook.guards, *(g for p in playbook.processes.values() for g in p.guards))
    for guard in guards:
        for name in guard.actions:
            if name in vocabulary.actions:
                yield name, vocabulary.actions[name].room, guard.place
    for name, place in events(playbook):
        if name in vocabulary.events:
            yield name, vocabulary.events[name].room, place
    for asked in conditions(playbook):
        for name in sorted(asked.condition.fields):
            if name in vocabulary.fields and name not in playbook.fields:
                word = vocabulary.fields[name]
                yield word.field.label, word.room, asked.place


def covered(playbook: Playbook) -> Mapping[str, tuple[str, ...]]:
    """Source node ("S0 9.1") → what covers it: stages, lines, clocks, letters, talks."""
    found: dict[str, list[str]] = {}
    for node, what in _covers(playbook):
        found.setdefault(node, []).append(what)
    return {node: tuple(dict.fromkeys(found[node])) for node in sorted(found)}


def _covers(playbook: Playbook) -> Iterator[tuple[str, str]]:
    for process, stage in all_stages(playbook):
        where = f"{process.name} · {stage.name}"
        yield from ((node, where) for node in stage.covers)
        for work in stage.work:
            yield from ((node, f"{where} · {work.name}") for node in work.covers)
    for process in playbook.processes.values():
        for clock in clocks_of(process):
            yield from ((node, f"{process.name} · {clock.name}") for node in clock.covers)
    for line in all_lines(playbook):
        yield from ((node, line.id) for node in line.covers)
    for letter in playbook.letters.values():
        yield from ((node, f"emails/{letter.name}") for node in letter.covers)
    for talk in playbook.talks.values():
        yield from ((node, f"talk-tracks/{talk.name}") for node in talk.covers)

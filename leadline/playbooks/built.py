"""What a playbook asks of rooms that this version does not have."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import normalised
from leadline.playbooks.carried import not_carried
from leadline.playbooks.definition import Place, Playbook
from leadline.playbooks.problems import Problem
from leadline.playbooks.vocabulary import Vocabulary
from leadline.playbooks.walk import all_doings, conditions, events, guards_of, moments

Word = tuple[str, str, Place]  # phrase, room, where


def not_yet(playbook: Playbook, built: Vocabulary, vocabulary: Vocabulary) -> list[Problem]:
    """What this version cannot carry out, once per word; publishing refuses it.

    built: the words that code declares. vocabulary: these and the words of rooms to come.
    """
    rooms = {word.room for words in (built.actions, built.events, built.fields)
             for word in words.values()}  # fmt: skip
    found: dict[str, Problem] = {}
    for phrase, room, place in _words(playbook, built, vocabulary):
        facts = {"word": phrase, "room": vocabulary.rooms.get(room, room.capitalize())}
        message = _("“%(word)s” belongs to %(room)s, which cannot do it in this version yet.")
        if room not in rooms:
            message = _(
                "“%(word)s” belongs to %(room)s, which this version of Leadline does not have yet."
            )
        found.setdefault(phrase, Problem(place, message % facts))
    told = dict.fromkeys((*found.values(), *not_carried(playbook, built, vocabulary)))
    return sorted(told, key=lambda one: one.place)


def _words(playbook: Playbook, built: Vocabulary, vocabulary: Vocabulary) -> Iterator[Word]:
    """Every word that is used and that no code declares."""
    for process in playbook.processes.values():
        kind = vocabulary.kinds.get(process.follows)
        if kind and not kind.starts:
            yield kind.name, kind.room, process.place
    for name, place in _actions(playbook):
        action = vocabulary.actions.get(name)
        if action and name not in built.actions:
            yield name, action.room, place
    for name, place in events(playbook):
        if name in vocabulary.events and name not in built.events:
            yield name, vocabulary.events[name].room, place
    for name, place in _fields(playbook):
        word = vocabulary.fields.get(name)
        if word and name not in built.fields and name not in playbook.fields:
            yield word.field.label, word.room, place


def _actions(playbook: Playbook) -> Iterator[tuple[str, Place]]:
    for doing in all_doings(playbook):
        yield doing.phrase, doing.place
    guards = guards_of(playbook)
    yield from ((name, guard.place) for guard in guards for name in guard.actions)


def _fields(playbook: Playbook) -> Iterator[tuple[str, Place]]:
    for asked in conditions(playbook):
        yield from ((name, asked.place) for name in sorted(asked.condition.fields))
    for moment, place in moments(playbook):
        yield normalised(moment.field), place

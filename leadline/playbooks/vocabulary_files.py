"""The words at hand: what the rooms declare in code, and in later/ what rooms to come will."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from leadline.conditions.catalogue import Kind, normalised, opposite_of
from leadline.conditions.declared import declared_fields
from leadline.core.actions import declared_actions
from leadline.core.events import declared_events
from leadline.playbooks.problems import Problem
from leadline.playbooks.reader.fields import field
from leadline.playbooks.reader.types import FieldType, field_type
from leadline.playbooks.reader.yaml import Items, Node, Table, Text, documents
from leadline.playbooks.vocabulary import (
    ActionWord,
    EventWord,
    FieldWord,
    KindWord,
    RelationWord,
    Vocabulary,
    joined,
)

AnyWord = TypeVar("AnyWord", ActionWord, EventWord)
LATER = Path(__file__).parent / "later"
ALWAYS = Path(__file__).parent / "words.yaml"


class WordsUnreadable(ValueError):
    """A file of words is wrong; that is a mistake of the program, not of a playbook."""


def standard() -> Vocabulary:
    """Every word: those of code first, beside them those of rooms to come."""
    code, later = declared_words(), later_words()
    return Vocabulary(
        actions={n: _said(w) for n, w in {**later.actions, **code.actions}.items()},
        events={n: _said(w) for n, w in {**later.events, **code.events}.items()},
        fields={**later.fields, **code.fields},
        kinds=_kinds(),
        relations=_relations(),
        rooms=dict(_pairs(_always(), "rooms")),
        chinese=_chinese(),
    )


def _said(word: AnyWord) -> AnyWord:
    """The word with its Chinese, which no declaration in code carries."""
    return replace(word, zh=_chinese().get(word.name, ""))


@cache
def _chinese() -> dict[str, str]:
    return {name: " ".join(text.split()) for name, text in _pairs(_always(), "chinese")}


@cache
def _kinds() -> dict[str, KindWord]:
    return {
        n: KindWord(
            n, _text(t, "room"), _text(t, "plural"), _text(t, "zh"), _text(t, "starts") == "yes"
        )
        for n, t in _tables(_always(), "kinds")
    }


@cache
def _relations() -> dict[str, RelationWord]:
    return {
        n: RelationWord(n, _text(t, "room"), _text(t, "zh"))
        for n, t in _tables(_always(), "relations")
    }


def declared_words() -> Vocabulary:
    """What code declares: actions, events and fields of the rooms that are built."""
    actions = declared_actions()
    return Vocabulary(
        actions={
            name: ActionWord(
                name,
                _room(one.function.__module__),
                changes=tuple(sorted(one.changes)),
                finishes=one.events[0].name if one.events else "",
            )
            for name, one in actions.items()
        },
        events={n: EventWord(n, _room(one.module)) for n, one in declared_events().items()},
        fields={
            name: FieldWord(one.field, one.room, one.about)
            for name, one in declared_fields().items()
        },
    )


@cache
def later_words() -> Vocabulary:
    """What the files of later/ say. DoubleWord when two of them declare the same word."""
    return joined(_read(path) for path in sorted(LATER.glob("*.yaml")))


def doubles() -> tuple[str, ...]:
    """Words that code declares and a file still holds: they leave the file when a room is built."""
    code, later = declared_words(), later_words()
    return tuple(
        f"{section} {name!r} of {getattr(later, section)[name].room}"
        for section in ("actions", "events", "fields")
        for name in sorted(set(getattr(code, section)) & set(getattr(later, section)))
    )


def _room(module: str) -> str:
    """`leadline.mail.actions` → mail."""
    return module.split(".")[1] if module.startswith("leadline.") else module


@cache
def _always() -> Table:
    return _table(ALWAYS)


def _table(path: Path) -> Table:
    problems: list[Problem] = []
    found = documents(path.name, path.read_text(encoding="utf-8"), problems)
    if problems or len(found) != 1:
        raise WordsUnreadable("; ".join(map(str, problems)) or f"{path.name} is one table")
    return found[0]


def _read(path: Path) -> Vocabulary:
    problems: list[Problem] = []
    table = _table(path)
    room = _text(table, "room")
    words = Vocabulary(
        actions={n: _action(n, t, room) for n, t in _tables(table, "actions")},
        events={
            n: EventWord(n, room, concerns=_texts(t, "concerns"))
            for n, t in _tables(table, "events")
        },
        fields=_fields(table, room, problems),
    )
    if problems:
        raise WordsUnreadable("; ".join(map(str, problems)))
    return words


def _action(name: str, table: Table, room: str) -> ActionWord:
    changes = tuple(one.casefold() for one in _texts(table, "changes"))
    return ActionWord(name, room, changes=changes, finishes=_text(table, "finishes"))


def _fields(table: Table, room: str, problems: list[Problem]) -> dict[str, FieldWord]:
    found = {}
    for follows, fields in _tables(table, "fields"):
        for name, node in fields.entries:
            made = _field(name, node, room, follows, problems)
            if made is not None:
                found[made.field.name] = made
    return found


def _field(
    name: Text, node: Node, room: str, follows: str, problems: list[Problem]
) -> FieldWord | None:
    asked = node.get("type") if isinstance(node, Table) else None
    read: FieldType | None = field_type(asked, problems) if asked is not None else None
    if read is None or not isinstance(node, Table):
        problems.append(Problem(name.place, f"{name.value} has no type"))
        return None
    words = {name.value: _text(node, "zh")}
    words.update(zip(read.choices, _texts(node, "choices"), strict=False))
    opposite = _text(node, "opposite") or opposite_of(name.value)
    words[normalised(opposite)] = _text(node, "not")
    given = opposite if read.kind is Kind.YES_NO else ""
    made = field(name.value, read.kind, words, problems, name.place, read.choices, read.unit, given)
    return FieldWord(made, room, follows) if made else None


def _tables(table: Table, key: str) -> list[tuple[str, Table]]:
    below = table.get(key)
    entries = below.entries if isinstance(below, Table) else ()
    return [(name.value, node) for name, node in entries if isinstance(node, Table)]


def _pairs(table: Table, key: str) -> list[tuple[str, str]]:
    below = table.get(key)
    entries = below.entries if isinstance(below, Table) else ()
    return [(name.value, node.value) for name, node in entries if isinstance(node, Text)]


def _text(table: Table, key: str) -> str:
    node = table.get(key)
    return " ".join(node.value.split()) if isinstance(node, Text) else ""


def _texts(table: Table, key: str) -> tuple[str, ...]:
    node = table.get(key)
    items = node.items if isinstance(node, Items) else ()
    return tuple(one.value for one in items if isinstance(one, Text))

"""The words a playbook may use: actions, events, fields and kinds of record, each with its room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

from leadline.conditions.catalogue import Field

NO_WORDS: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class ActionWord:
    """Something that can be done: `send quote`.

    changes: names of the condition fields that it changes.
    finishes: the event that says it is done; "" when it is done at once.
    """

    name: str
    room: str
    zh: str = ""
    changes: tuple[str, ...] = ()
    finishes: str = ""


@dataclass(frozen=True)
class EventWord:
    """Something that happened; `concerns` names kinds of record that hear of it."""

    name: str
    room: str
    zh: str = ""
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True)
class FieldWord:
    """A field of a kind of record that the product itself knows."""

    field: Field
    room: str
    follows: str = ""


@dataclass(frozen=True)
class KindWord:
    """A kind of record, with the plural that collections use.

    starts: whether new ones begin on the process that a playbook has for them.
    """

    name: str
    room: str
    plural: str
    zh: str = ""
    starts: bool = False


@dataclass(frozen=True)
class RelationWord:
    """A person or party found along a path: `the account manager of company`, `buyer of order`."""

    name: str
    room: str
    zh: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """All words by phrase; later rooms' words stand beside those that code declares."""

    actions: Mapping[str, ActionWord] = field(default_factory=lambda: NO_WORDS)
    events: Mapping[str, EventWord] = field(default_factory=lambda: NO_WORDS)
    fields: Mapping[str, FieldWord] = field(default_factory=lambda: NO_WORDS)
    kinds: Mapping[str, KindWord] = field(default_factory=lambda: NO_WORDS)
    relations: Mapping[str, RelationWord] = field(default_factory=lambda: NO_WORDS)
    rooms: Mapping[str, str] = field(default_factory=lambda: NO_WORDS)  # room → its English title
    chinese: Mapping[str, str] = field(default_factory=lambda: NO_WORDS)  # other phrases

    def collection(self, phrase: str) -> KindWord | None:
        """The kind that `tickets of company` collects: its plural stands first."""
        plural = phrase.partition(" of ")[0].strip().casefold()
        return next((k for k in self.kinds.values() if k.plural.casefold() == plural), None)


class DoubleWord(ValueError):
    """A word is declared twice: by code and by a file of later words, or by two rooms."""


def joined(parts: Iterable[Vocabulary]) -> Vocabulary:
    """All words of all parts; DoubleWord names a word that two of them declare."""
    whole: dict[str, dict[str, Any]] = {one.name: {} for one in fields(Vocabulary)}
    for part in parts:
        for section, words in whole.items():
            for name, word in getattr(part, section).items():
                if name in words:
                    raise DoubleWord(f"{section}: {name!r} is declared twice")
                words[name] = word
    return Vocabulary(**whole)


# Verbs of the language itself and what stands behind them. An action of a room ("send quote") may
# begin with one of these verbs, too; the longer phrase is looked for first.
VERBS: Mapping[str, str] = MappingProxyType(
    {
        "send": "letter",
        "task": "text",
        "call": "text",
        "visit": "text",
        "tell": "who",
        "open": "process",
        "start": "sequence",
        "stop": "sequence",
        "end": "action",
        "assign": "who",
        "set": "field",
        "hand over": "text",
        "ask for": "action",
        "play": "talk",
        "convert": "action",
        "renew": "action",
        "note": "text",
    }
)
STOPPABLE = ("tasks", "sequences", "trials", "letters", "clocks")
# What the language's own acts change, for the check of rule 6.
CHANGED_BY_VERB: Mapping[str, tuple[str, ...]] = MappingProxyType({"assign": ("owner",)})

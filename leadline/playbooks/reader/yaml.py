"""YAML text becomes a tree of tables, lists and texts that know their lines; nothing is guessed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from leadline.playbooks.definition import Place
from leadline.playbooks.problems import Problem

DEEPEST = 20  # tables in tables; a playbook needs 9


@dataclass(frozen=True)
class Text:
    """A single value; always text, `No` stays a word."""

    value: str
    place: Place
    quoted: bool = False
    flow: bool = False  # inside {…} or […]


@dataclass(frozen=True)
class Items:
    items: tuple["Node", ...]
    place: Place
    flow: bool = False


@dataclass(frozen=True)
class Table:
    entries: tuple[tuple[Text, "Node"], ...]
    place: Place
    flow: bool = False

    def get(self, key: str) -> "Node | None":
        return next((value for name, value in self.entries if name.value == key), None)


Node: TypeAlias = Text | Items | Table


def documents(file: str, text: str, problems: list[Problem]) -> tuple[Table, ...]:
    """The tables of a file's documents. What cannot be read is told in `problems`, never raised."""
    found = [node for node in nodes(file, text, problems) if not _is_blank(node)]
    tables = tuple(node for node in found if isinstance(node, Table))
    for node in found:
        if not isinstance(node, Table):
            message = _("here a table of “key: value” lines is expected")
            problems.append(Problem(node.place, message))
    return tables


def nodes(file: str, text: str, problems: list[Problem]) -> tuple[Node, ...]:
    """The documents of a file, whatever they are; after a syntax error those before it.

    A text is read when it is checked, published and used: it is parsed once.
    """
    read, told = _parsed(file, text, get_language())
    problems.extend(told)
    return read


@lru_cache(maxsize=128)
def _parsed(
    file: str, text: str, language: str | None
) -> tuple[tuple[Node, ...], tuple[Problem, ...]]:
    """The documents, and the problems as they are said in a language."""
    problems: list[Problem] = []
    return _parse(file, text, problems), tuple(problems)


def _parse(file: str, text: str, problems: list[Problem]) -> tuple[Node, ...]:
    tab = re.search(r"^ *\t", text, re.MULTILINE)
    if tab:
        place = Place(file, text.count("\n", 0, tab.start()) + 1)
        problems.append(Problem(place, _("a tab cannot indent a line"), _("use spaces")))
        return ()
    read: list[Node] = []
    builder = _Builder(file, problems)
    try:
        for event in YAML(pure=True).parse(text):
            if isinstance(event, DocumentStartEvent):
                read.append(builder.document())
            else:
                builder.feed(event)
                if builder.finished is not None:
                    read[-1] = builder.finished
    except YAMLError as error:
        problems.append(_syntax_problem(file, text, error))
        return tuple(node for node in read if not _is_blank(node))
    return tuple(read)


class _Builder:
    """Turns events into nodes; keeps a stack instead of recursing, so depth costs nothing."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems
        self.stack: list[tuple[Place, bool, list[Node], bool]] = []  # place, flow, parts, is table
        self.finished: Node | None = None
        self.too_deep = False

    def document(self) -> Node:
        self.stack, self.finished, self.too_deep = [], None, False
        return Text("", Place(self.file, 1))

    def feed(self, event: Any) -> None:
        if isinstance(event, ScalarEvent):
            self._refuse_extras(event)
            flow = bool(self.stack) and self.stack[-1][1]
            self._add(Text(event.value, self._place(event), event.style is not None, flow))
        elif isinstance(event, AliasEvent):
            self._complain(event, _("“*” stands for a part written elsewhere"), _write_it_out())
            self._add(Text("", self._place(event)))
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._refuse_extras(event)
            flow = bool(event.flow_style)
            self.stack.append((self._place(event), flow, [], isinstance(event, MappingStartEvent)))
            self._refuse_depth(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._close()

    def _close(self) -> None:
        place, flow, parts, is_table = self.stack.pop()
        if is_table:
            self._add(Table(tuple(self._entries(parts)), place, flow))
        else:
            self._add(Items(tuple(parts), place, flow))

    def _entries(self, parts: list[Node]) -> Iterator[tuple[Text, Node]]:
        seen: dict[str, int] = {}
        for key, value in zip(parts[::2], parts[1::2], strict=True):
            if not isinstance(key, Text) or not key.value:
                message = _("a key is a phrase, not a table or list")
                self.problems.append(Problem(key.place, message))
            elif key.value in seen:
                message = _("“%(key)s” stands here twice") % {"key": key.value}
                hint = _("first on line %(line)s") % {"line": seen[key.value]}
                self.problems.append(Problem(key.place, message, hint))
            else:
                seen[key.value] = key.place.line
                yield key, value

    def _add(self, node: Node) -> None:
        if self.stack:
            self.stack[-1][2].append(node)
        else:
            self.finished = node

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor:
            self._complain(event, _("“&” names a part to use it elsewhere"), _write_it_out())
        if event.tag:
            self._complain(event, _("“!” gives a value a type; here every value is text"), "")

    def _refuse_depth(self, event: Any) -> None:
        if len(self.stack) > DEEPEST and not self.too_deep:
            self.too_deep = True
            self._complain(event, _("tables lie too deep in each other"), "")

    def _complain(self, event: Any, message: str, hint: str) -> None:
        self.problems.append(Problem(self._place(event), message, hint))

    def _place(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1)


def _write_it_out() -> str:
    return _("write it out")


def _is_blank(node: Node) -> bool:
    return isinstance(node, Text) and not node.value.strip() and not node.quoted


def _syntax_problem(file: str, text: str, error: YAMLError) -> Problem:
    if isinstance(error, MarkedYAMLError) and error.problem_mark is not None:
        line = error.problem_mark.line + 1
        place = Place(file, min(line, text.count("\n") + 1))
        reason = str(error.problem or error.context or "").strip()
        hints = {
            "mapping values are not allowed": _("a value with “: ” in it stands in quotes"),
            "expected ',' or": _("a bracket or brace is not closed, or a comma is missing"),
            "expected <block end>": _("the line is indented more or less than its neighbors"),
            "could not find expected ':'": _("a key needs “:” behind it"),
            "cannot start any token": _("a value that begins with a sign stands in quotes"),
        }
        hint = next((advice for begin, advice in hints.items() if begin in reason), "")
        return Problem(place, _("cannot be read: %(reason)s") % {"reason": reason}, hint)
    return Problem(Place(file, 1), _("holds a character that no text may hold"))

"""Lines: when looked at, if, what is done, where next; the one shape used everywhere."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from leadline.playbooks.definition import Doing, Line, Mark, Moment, MomentKind
from leadline.playbooks.problems import did_you_mean
from leadline.playbooks.reader.context import Context
from leadline.playbooks.reader.doings import OF_A_MOVE, doings, option_keys, verbs
from leadline.playbooks.reader.phrases import is_moment_key
from leadline.playbooks.reader.questions import questions, sets
from leadline.playbooks.reader.section import Section
from leadline.playbooks.reader.yaml import Items, Node, Table, Text


def lines(section: Section, key: str, where: str) -> tuple[Line, ...]:
    """The lines of one list of a stage; `where` begins their identity ("Quoted/next")."""
    found = [line for node in section.items(key) for line in _lines(node, section.context, None)]
    return identified(found, where)


def line_of(table: Table, context: Context, where: str) -> Line:
    """A single line, as a step of a sequence has it."""
    return identified([_line(Section(table, context), None)], where)[0]


def identified(found: list[Line], where: str) -> tuple[Line, ...]:
    """Each line with its identity: list, action and object, numbered only among equals."""
    names = [_phrase(line) for line in found]
    total, seen = Counter(names), Counter[str]()
    result = []
    for line, name in zip(found, names, strict=True):
        seen[name] += 1
        number = f" #{seen[name]}" if total[name] > 1 else ""
        result.append(_with_id(line, f"{where}/{name}{number}"))
    return tuple(result)


def _with_id(line: Line, id: str) -> Line:
    does = tuple(
        replace(doing, then=identified(list(doing.then), f"{id}/then")) if doing.then else doing
        for doing in line.does
    )
    return replace(line, id=id, does=does)


def _phrase(line: Line) -> str:
    acts = [doing.phrase for doing in line.does]
    if line.go_to:
        acts.append(f"go to {line.go_to}")
    if line.records:
        acts.append(f"records {line.records}")
    return ", ".join(acts)


def _lines(node: Node, context: Context, at: Moment | None) -> Iterator[Line]:
    """A table is a line; a key that is a moment holds a line or a list of lines."""
    if isinstance(node, Items):
        for one in node.items:
            yield from _lines(one, context, at)
    elif not isinstance(node, Table) or not node.entries:
        context.problem(node.place, _("here a line is expected: “key: value”"))
    elif len(node.entries) == 1 and at is None and _is_moment(node.entries[0][0]):
        key, below = node.entries[0]
        moment = context.moment(key.value, key.place)
        if isinstance(below, Text):
            context.problem(below.place, _("below a moment stands what happens then"))
        else:
            yield from _lines(below, context, moment or Moment(MomentKind.OFFSET, key.value))
    else:
        yield _line(Section(node, context), at)


def _is_moment(key: Text) -> bool:
    return is_moment_key(key.value)


def _line(section: Section, at: Moment | None) -> Line:
    context = section.context
    if "at" in section:
        at = context.moment(section.text("at"), section.place_of("at"))
    go_to = section.name("go to", "stage")
    does = doings(section, OF_A_MOVE if go_to else ())
    line = Line(
        id="",
        place=section.place,
        on=section.name("on", "event"),
        at=at,
        after=section.duration("after"),
        once=section.condition("once"),
        when=section.condition("when"),
        does=_with_then(does, section),
        go_to=go_to,
        because=section.text("because"),
        records=section.name("records", "event"),
        even_if_incomplete=_even_if_incomplete(section),
        new_cycle=section.yes("new cycle"),
        mark=_mark(section),
        covers=section.texts("covers"),
        text=_text(section),
        **(_move_options(section) if go_to else {}),
    )
    if not (line.does or line.go_to or line.records):
        hint = did_you_mean(_likely_verb(section), [*verbs(context), "go to"])
        context.problem(section.place, _("this line does nothing"), hint)
    section.finish()
    return line


def _move_options(section: Section) -> Mapping[str, Any]:
    return {
        "by": section.whos("by"),
        "ask": questions(section, "ask"),
        "sets": sets(section, "with"),
        "to": section.who("to"),
        "once_per": section.text("once per"),
    }


def _with_then(does: tuple[Doing, ...], section: Section) -> tuple[Doing, ...]:
    """`then go to` and `then send` are read when the line's action has finished."""
    then: list[Line] = []
    go_to = section.name("then go to", "stage")
    letter = section.name("then send", "letter")
    if letter:
        place = section.place_of("then send")
        then.append(Line("", place, does=(Doing("send", letter, place),)))
    if go_to:
        then.append(Line("", section.place_of("then go to"), go_to=go_to))
    if not then:
        return does
    if len(does) != 1:
        section.context.problem(section.place, _("“then …” needs exactly one action before it"))
        return does
    return (replace(does[0], then=tuple(then)),)


def _even_if_incomplete(section: Section) -> bool:
    return bool(section.one_of("even if", ["incomplete"]))


def _mark(section: Section) -> Mark | None:
    for mark in Mark:
        if section.yes(mark.value):
            return mark
    return None


def _text(section: Section) -> str:
    return "; ".join(
        f"{key.value}: {' '.join(value.value.split())}"
        for key, value in section.table.entries
        if isinstance(value, Text)
    )


def _likely_verb(section: Section) -> str:
    known = section.known | option_keys()
    return next((key for key in section.keys if key not in known), "")

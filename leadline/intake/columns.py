"""A mapping: which column is what, how days are written, what counts as blank; readable text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from leadline.core.errors import Invalid
from leadline.intake.dates import Order
from leadline.intake.targets import TARGETS, guessed, target_of
from leadline.parties.normalise.text import comparable
from leadline.playbooks.problems import Problem
from leadline.playbooks.reader.yaml import Items, Node, Table, Text, documents
from leadline.work.results import CallResult

LONGEST = 200_000  # characters
FILE = "mapping"


@dataclass(frozen=True)
class Columns:
    """How rows are read.

    targets: heading → target of `targets`. dates: how days are written, None where no column has
    one, or it has not been said. blanks: texts that mean nothing, comparable. call_results: text →
    result; a text that is not among them is no call. placed_by: the heading whose value says the
    stage, by `stages`; `otherwise` is the stage of the rest. encoding: "" to find out.
    """

    targets: Mapping[str, str]
    dates: Order | None = None
    blanks: frozenset[str] = frozenset()
    call_results: Mapping[str, CallResult] = field(default_factory=dict)
    placed_by: str = ""
    stages: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""
    encoding: str = ""

    def of(self, target: str) -> list[str]:
        """The headings of the columns that are this."""
        return [heading for heading, named in self.targets.items() if named == target]


def plain(targets: Iterable[str]) -> Columns:
    """For values that are named by their target already, as a form's are."""
    return Columns({target: target for target in targets})


def guessed_columns(headings: Iterable[str], fields: Iterable[str] = ()) -> Columns:
    return Columns(guessed(headings, fields))


def read_columns(text: str) -> Columns:
    """Reads a mapping. Raises Invalid with every mistake, each with its line."""
    if len(text) > LONGEST:
        raise Invalid(_("This mapping is too long."))
    problems: list[Problem] = []
    tables = documents(FILE, text, problems)
    reading = _Reading(tables[0] if tables else None)
    wrong = {f"{one.place.line}": one.message for one in problems}
    found = reading.columns()
    wrong.update(reading.wrong)
    if wrong:
        lines = [_("Line %(line)s: %(what)s") % {"line": at, "what": wrong[at]} for at in wrong]
        raise Invalid("\n".join(lines), wrong)
    return found


def written(columns: Columns) -> str:
    """The mapping as text that `read_columns` reads as the same."""
    lines = [f"encoding: {_quoted(columns.encoding)}"] if columns.encoding else []
    lines += ["columns:", *(f"  {_quoted(h)}: {t}" for h, t in columns.targets.items())]
    if columns.dates:
        lines.append(f"dates: {columns.dates}")
    if columns.blanks:
        lines.append(f"blanks: [{', '.join(map(_quoted, sorted(columns.blanks)))}]")
    if columns.call_results:
        lines.append("call results:")
        lines += [f"  {_quoted(text)}: {one}" for text, one in columns.call_results.items()]
    if columns.placed_by or columns.otherwise:
        lines.append("placement:")
        if columns.placed_by:
            lines += [f"  column: {_quoted(columns.placed_by)}", "  stages:"]
            lines += [
                f"    {_quoted(text)}: {_quoted(one)}" for text, one in columns.stages.items()
            ]
        if columns.otherwise:
            lines.append(f"  otherwise: {_quoted(columns.otherwise)}")
    return "\n".join(lines) + "\n"


class _Reading:
    """Reads one section after the other and keeps every mistake by its line."""

    def __init__(self, table: Table | None) -> None:
        self.table = table
        self.wrong: dict[str, str] = {}

    def columns(self) -> Columns:
        sections: dict[str, Node] = {}
        for name, node in self.table.entries if self.table else ():
            known = ("encoding", "columns", "dates", "blanks", "call results", "placement")
            if name.value not in known:
                self._say(name, self._unknown(name.value, known))
            sections[name.value] = node
        placement = dict(self._nodes(sections.get("placement")))
        return Columns(
            {text: self._target(one) for text, one in self._pairs(sections.get("columns"))},
            self._dates(sections.get("dates")),
            frozenset(comparable(one.value) for one in self._texts(sections.get("blanks"))),
            {
                comparable(text): self._result(one)
                for text, one in self._pairs(sections.get("call results"))
            },
            self._text(placement.get("column")),
            {comparable(text): one.value for text, one in self._pairs(placement.get("stages"))},
            self._text(placement.get("otherwise")),
            self._text(sections.get("encoding")),
        )

    def _target(self, named: Text) -> str:
        target = target_of(named.value)
        if target is None:
            self._say(named, self._unknown(named.value, (*TARGETS, "skip")))
        return target or "skip"

    def _dates(self, node: Node | None) -> Order | None:
        if node is None:
            return None
        text = self._text(node)
        if text not in set(Order):
            self._say(node, self._unknown(text, tuple(Order)))
            return None
        return Order(text)

    def _result(self, named: Text) -> CallResult:
        try:
            return CallResult(named.value)
        except ValueError:
            self._say(named, self._unknown(named.value, CallResult.values))
            return CallResult.NO_ANSWER

    def _nodes(self, node: Node | None) -> Iterable[tuple[str, Node]]:
        if node is None:
            return ()
        if not isinstance(node, Table):
            self._say(node, _("Lines of “name: value” belong here."))
            return ()
        return [(name.value, inner) for name, inner in node.entries]

    def _pairs(self, node: Node | None) -> Iterable[tuple[str, Text]]:
        for name, inner in self._nodes(node):
            if isinstance(inner, Text):
                yield name, inner
            else:
                self._say(inner, _("One value belongs here."))

    def _texts(self, node: Node | None) -> list[Text]:
        items = node.items if isinstance(node, Items) else (node,) if node is not None else ()
        return [one for one in items if isinstance(one, Text)]

    def _text(self, node: Node | None) -> str:
        return node.value.strip() if isinstance(node, Text) else ""

    def _say(self, node: Node, what: str) -> None:
        self.wrong.setdefault(str(node.place.line), what)

    def _unknown(self, text: str, known: Iterable[str]) -> str:
        close = get_close_matches(comparable(text), list(known), 1)
        told = _("“%(text)s” is not known here.") % {"text": text[:80]}
        return told + (" " + _("Did you mean “%(word)s”?") % {"word": close[0]} if close else "")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

"""A table is read key by key; what nobody asked for is an unknown key."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from leadline.conditions.tree import Condition
from leadline.core.durations import Duration, DurationError, parse_duration
from leadline.playbooks.definition import Place, Who
from leadline.playbooks.problems import did_you_mean
from leadline.playbooks.reader.yaml import Items, Node, Table, Text

if TYPE_CHECKING:
    from leadline.playbooks.reader.context import Context

T = TypeVar("T")


class Section:
    """One table on the reader's desk. Call `finish` at the end: it reports keys nobody took."""

    def __init__(self, table: Table, context: "Context") -> None:
        self.table, self.context = table, context
        self.place = table.entries[0][0].place if table.entries else table.place
        self.known: set[str] = set()
        self._nodes = {key.value: (key, value) for key, value in table.entries}

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self._nodes)

    def take(self, key: str) -> Node | None:
        self.known.add(key)
        return self._nodes[key][1] if key in self._nodes else None

    def place_of(self, key: str) -> Place:
        return self._nodes[key][0].place if key in self._nodes else self.place

    def text(self, key: str) -> str:
        """A single value, or "" when the key is not there; an empty one is a problem."""
        node = self.take(key)
        if node is None:
            return ""
        if not isinstance(node, Text):
            self.wrong(key, _("“%(key)s” takes one value") % {"key": key})
            return ""
        if not node.value.strip():
            self.wrong(key, _("“%(key)s” has no value") % {"key": key})
        return " ".join(node.value.split())

    def prose(self, key: str) -> str:
        """A text whose lines stay as they are."""
        node = self.take(key)
        return node.value.strip() if isinstance(node, Text) else self.text(key)

    def required(self, key: str) -> str:
        if key not in self:
            self.known.add(key)
            self.context.problem(self.place, _("“%(key)s” is missing here") % {"key": key})
        return self.text(key)

    def items(self, key: str) -> tuple[Node, ...]:
        """The members of a list; a single value is a list of one."""
        node = self.take(key)
        if node is None or (isinstance(node, Text) and not node.value.strip()):
            if node is not None:
                self.wrong(key, _("“%(key)s” has no value") % {"key": key})
            return ()
        return node.items if isinstance(node, Items) else (node,)

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(text.value for text in self.text_nodes(key))

    def text_nodes(self, key: str) -> tuple[Text, ...]:
        found = []
        for node in self.items(key):
            if isinstance(node, Text) and node.value.strip():
                found.append(Text(" ".join(node.value.split()), node.place, node.quoted, node.flow))
            else:
                self.wrong(key, _("“%(key)s” is a list of plain phrases") % {"key": key})
        return tuple(found)

    def yes(self, key: str) -> bool:
        answer = self.text(key).casefold()
        if answer not in ("", "yes", "no"):
            self.wrong(key, _("“%(key)s” is yes or no") % {"key": key})
        return answer == "yes"

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        value, words = self.text(key), tuple(allowed)
        if value and value not in words:
            self.wrong(key, _("“%(value)s” is not known here") % {"value": value}, words, value)
            return ""
        return value

    def condition(self, key: str) -> Condition | None:
        node = self.take(key)
        return None if node is None else self.context.condition(node)

    def duration(self, key: str) -> Duration | None:
        text = self.text(key)
        return self.context.duration(text, self.place_of(key)) if text else None

    def who(self, key: str) -> Who | None:
        text = self.text(key)
        return self.context.who(text, self.place_of(key)) if text else None

    def whos(self, key: str) -> tuple[Who, ...]:
        nodes = self.text_nodes(key)
        return tuple(who for node in nodes if (who := self.context.who(node.value, node.place)))

    def name(self, key: str, what: str) -> str:
        """A value that must be the name of a stage, letter, process … that exists."""
        text = self.text(key)
        return self.context.named(what, text, self.place_of(key)) if text else ""

    def names(self, key: str, what: str) -> tuple[str, ...]:
        return tuple(self.context.named(what, n.value, n.place) for n in self.text_nodes(key))

    def table_of(self, key: str) -> Table | None:
        node = self.take(key)
        if node is None or isinstance(node, Table):
            return node
        self.wrong(key, _("“%(key)s” takes a table of “key: value” lines") % {"key": key})
        return None

    def sections(self, key: str) -> list["Section"]:
        """A list of tables."""
        found = []
        for node in self.items(key):
            if isinstance(node, Table):
                found.append(Section(node, self.context))
            else:
                self.context.problem(node.place, _("here “key: value” lines are expected"))
        return found

    def named_sections(self, key: str) -> list[tuple[Text, "Section"]]:
        """A table of tables; a name without anything below is an empty table."""
        table = self.table_of(key)
        found: list[tuple[Text, Section]] = []
        for name, node in table.entries if table else ():
            if isinstance(node, Text) and not node.value:
                node = Table((), name.place)
            if isinstance(node, Table):
                section = Section(node, self.context)
                section.place = name.place
                found.append((name, section))
            else:
                message = _("“%(key)s” takes a table of “key: value” lines") % {"key": name.value}
                self.context.problem(name.place, message)
        return found

    def wrong(self, key: str, message: str, known: Iterable[str] = (), word: str = "") -> None:
        hint = did_you_mean(word, known) if word else ""
        self.context.problem(self.place_of(key), message, hint)

    def finish(self) -> None:
        """Reports every key that this kind of table does not know."""
        for name, (key, value) in self._nodes.items():
            if name in self.known or _torn_condition(value):
                continue
            message = _("“%(key)s” is not known here") % {"key": name}
            self.context.problem(key.place, message, did_you_mean(name, self.known))


def _torn_condition(value: Node) -> bool:
    """`{when: amount above 250,000 GBP}` leaves a key `000 GBP`; `condition` tells why."""
    return isinstance(value, Text) and value.flow and not value.quoted and not value.value


def read_all(sections: Iterable[Section], read: Callable[[Section], T]) -> tuple[T, ...]:
    """Each section read and finished."""
    found = []
    for section in sections:
        found.append(read(section))
        section.finish()
    return tuple(found)


def read_mapping(
    pairs: Iterable[tuple[Text, Section]], read: Callable[[str, Section], T]
) -> Mapping[str, T]:
    """The same for named sections."""
    found = {}
    for name, section in pairs:
        found[name.value] = read(name.value, section)
        section.finish()
    return found


def parsed_duration(text: str) -> Duration | None:
    """The duration, or None when the text is none."""
    try:
        return parse_duration(text, signed=True)
    except DurationError:
        return None

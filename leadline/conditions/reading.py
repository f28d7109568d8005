"""Turns parsed tokens into typed tests and says where a test does not suit its field."""

from dataclasses import dataclass
from typing import Any

from lark import Token, Transformer

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.literals import KIND_WORDS, Literals
from leadline.conditions.periods import period, some_periods
from leadline.conditions.problems import Problem
from leadline.conditions.source import Source
from leadline.conditions.tree import (
    Among,
    Between,
    Compared,
    Comparison,
    Contains,
    Dated,
    Either,
    Every,
    Holds,
    Includes,
    Inclusion,
    InPeriod,
    Known,
    Lapse,
    Lapsed,
    Negation,
    Node,
    Order,
    YesNo,
)

_EQUAL = ("is", "is not", "one of", "not one of")
_ORDERED = ("above", "below", "at least", "at most", "between", "more than", "less than")
_WHEN = ("before", "after", "on", "more than", "less than", "in the next", "in the last", "in")
_STATES = ("known", "unknown")
FITTING: dict[Kind, tuple[str, ...]] = {
    Kind.TEXT: (*_EQUAL, "contains", "not contains", *_STATES),
    Kind.NUMBER: (*_EQUAL, *_ORDERED, *_STATES),
    Kind.MONEY: (*_EQUAL, *_ORDERED, *_STATES),
    Kind.DURATION: (*_EQUAL, *_ORDERED, *_STATES),
    Kind.DAY: (*_WHEN, *_STATES),
    Kind.MOMENT: (*_WHEN, *_STATES),
    Kind.YES_NO: ("is", "is not", *_STATES),
    Kind.CHOICE: (*_EQUAL, *_STATES),
    Kind.SET: ("includes", "includes all of", "includes any of", "includes none of", *_STATES),
    Kind.PERSON: (*_EQUAL, *_STATES),
    Kind.COMPANY: (*_EQUAL, *_STATES),
    Kind.USER: (*_EQUAL, *_STATES),
    Kind.FILE: _STATES,
    Kind.CONDITION: ("holds", *_STATES),
}


@dataclass(frozen=True)
class Piece:
    """A part of the tree with its place in the source; node None was reported as a problem."""

    node: Node | None
    start: int
    end: int


class Reader(Transformer[Token, Piece]):
    """One method per rule of the grammar."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source
        self.problems: list[Problem] = []
        self.literals = Literals(self._problem)

    def condition(self, parts: list[Any]) -> Piece:
        pieces, joins = parts[::2], [join.type for join in parts[1::2]]
        start, end = pieces[0].start, pieces[-1].end
        if len(set(joins)) > 1:
            self._mixed(pieces, joins)
        nodes = tuple(piece.node for piece in pieces)
        if None in nodes or len(set(joins)) > 1:
            return Piece(None, start, end)
        if not joins:
            return Piece(nodes[0], start, end)
        return Piece(Every(nodes) if joins[0] == "AND" else Either(nodes), start, end)

    def group(self, parts: list[Any]) -> Piece:
        return Piece(parts[1].node, *_place(parts[0], parts[2]))

    def negation(self, parts: list[Any]) -> Piece:
        inner = parts[2].node
        return Piece(Negation(inner) if inner else None, *_place(parts[0], parts[3]))

    def broken(self, parts: list[Any]) -> Piece:
        return Piece(None, *_place(parts[0], parts[0]))

    def bare(self, parts: list[Any]) -> Piece:
        asked: Field = parts[0].value
        if asked.kind is not Kind.YES_NO:
            self._problem(
                parts[0],
                _("“%(field)s” alone is no test."),
                _("Use one of: %(fitting)s."),
                field=asked.label,
                fitting=", ".join(FITTING[asked.kind]),
            )
            return Piece(None, *_place(*parts, *parts))
        return Piece(YesNo(asked, held=True), *_place(parts[0], parts[0]))

    def opposite(self, parts: list[Any]) -> Piece:
        return Piece(YesNo(parts[0].value, held=False), *_place(parts[0], parts[0]))

    def state(self, parts: list[Any]) -> Piece:
        asked, word = parts[0].value, parts[1].value
        node: Node | None = None
        if self._fits(asked, parts[1]):
            node = Holds(asked) if word == "holds" else Known(asked, known=word == "known")
        return Piece(node, *_place(parts[0], parts[1]))

    def between(self, parts: list[Any]) -> Piece:
        asked, node = parts[0].value, None
        if self._fits(asked, parts[1]):
            low, high = (self.literals.read(asked, token) for token in (parts[2], parts[4]))
            node = Between(asked, low, high) if low is not None and high is not None else None
        return Piece(node, *_place(parts[0], parts[4]))

    def question(self, parts: list[Any]) -> Piece:
        asked, word = parts[0].value, parts[1]
        tail = parts[-1] if parts[-1].type == "TAIL" else None
        values = [token for token in parts[2:] if token.type not in ("COMMA", "TAIL")]
        node = self._question(asked, word, values, tail) if self._fits(asked, word) else None
        return Piece(node, *_place(parts[0], parts[-1]))

    # One method per family of comparisons; None says that a problem was reported.

    def _question(
        self, asked: Field, word: Token, values: list[Token], tail: Token | None
    ) -> Node | None:
        how = str(word.value)
        if how in ("more than", "less than", "in the next", "in the last"):
            return self._lapsed(asked, word, values[0], tail)
        if tail is not None:
            self._problem(
                tail, _("“%(word)s” only follows “more than” or “less than”."), word=tail.value
            )
            return None
        if how in _EQUAL:
            return self._among(asked, how, values)
        if how.startswith("includes"):
            return self._includes(asked, how, values)
        if how in ("before", "after", "on"):
            return self._dated(asked, how, values[0])
        if how == "in":
            return self._in_period(asked, values[0])
        if how in ("contains", "not contains"):
            text = self.literals.text(asked, values[0])
            return None if text is None else Contains(asked, text, how.startswith("not"))
        return self._compared(asked, Comparison(how), values[0])

    def _among(self, asked: Field, how: str, tokens: list[Token]) -> Node | None:
        values = [self.literals.same(asked, token) for token in tokens]
        known = tuple(value for value in values if value is not None)
        if len(known) < len(values):
            return None
        if asked.kind is Kind.YES_NO:
            return YesNo(asked, held=(known[0] == "yes") == (how == "is"))
        return Among(asked, known, negated="not" in how)

    def _includes(self, asked: Field, how: str, tokens: list[Token]) -> Node | None:
        values = [self.literals.choice(asked, token) for token in tokens]
        known = tuple(value for value in values if value is not None)
        words = how.removeprefix("includes").strip() or "all of"
        return Includes(asked, Inclusion(words), known) if len(known) == len(values) else None

    def _compared(self, asked: Field, how: Comparison, token: Token) -> Node | None:
        than = self.literals.read(asked, token)
        return None if than is None else Compared(asked, how, than)

    def _lapsed(self, asked: Field, word: Token, token: Token, tail: Token | None) -> Node | None:
        how = str(word.value)
        if asked.kind not in (Kind.DAY, Kind.MOMENT):
            return self._compared(asked, _LENGTHS[how], token)
        if how.startswith("in ") == (tail is not None):
            says = (
                _("“%(how)s” stands without “ago” and “from now”.")
                if tail
                else _("After “%(how)s” and a length comes “ago” or “from now”.")
            )
            self._problem(tail or token, says, how=how)
            return None
        length = self.literals.length(asked, token)
        lapse = _LAPSES[how, str(tail.value) if tail else ""]
        return None if length is None else Lapsed(asked, lapse, length)

    def _dated(self, asked: Field, how: str, token: Token) -> Node | None:
        than = self.literals.day(asked, token)
        return None if than is None else Dated(asked, Order(how), than)

    def _in_period(self, asked: Field, token: Token) -> Node | None:
        found = period(str(token.value))
        if found is None:
            self._problem(
                token,
                _("“%(word)s” is no period."),
                _("Write it like %(periods)s."),
                word=token.value,
                periods=some_periods(),
            )
            return None
        return InPeriod(asked, found)

    def _fits(self, asked: Field, word: Token) -> bool:
        if word.value in FITTING[asked.kind]:
            return True
        self._problem(
            word,
            _("“%(word)s” does not suit “%(field)s”, which is %(kind)s."),
            _("Use one of: %(fitting)s."),
            word=word.value,
            field=asked.label,
            kind=KIND_WORDS[asked.kind],
            fitting=", ".join(FITTING[asked.kind]),
        )
        return False

    def _mixed(self, pieces: list[Piece], joins: list[str]) -> None:
        texts = [self.source.text[piece.start : piece.end] for piece in pieces]
        at = pieces[next(i for i, join in enumerate(joins) if join != joins[0])].end
        self.problems.append(
            Problem(
                self.source.position(at),
                _("“and” and “or” stand beside each other."),
                _("Write “%(one)s” or “%(other)s”."),
                {"one": _reading(texts, joins, "AND"), "other": _reading(texts, joins, "OR")},
            )
        )

    def _problem(self, token: Token, says: str, advice: str = "", **facts: object) -> None:
        words = {key: str(fact) for key, fact in facts.items()}
        at = self.source.position(token.start_pos or 0)
        self.problems.append(Problem(at, says, advice, words))


def _reading(texts: list[str], joins: list[str], tight: str) -> str:
    """The tests with parentheses round what one of the two joins holds together."""
    groups = [[texts[0]]]
    for join, text in zip(joins, texts[1:], strict=True):
        if join == tight:
            groups[-1].append(text)
        else:
            groups.append([text])
    inner, outer = (" and ", " or ") if tight == "AND" else (" or ", " and ")
    return outer.join(f"({inner.join(group)})" if len(group) > 1 else group[0] for group in groups)


def _place(first: Token, last: Token, *_more: Token) -> tuple[int, int]:
    return first.start_pos or 0, last.end_pos or 0


def _(message: str) -> str:
    """Marks a message for translation; it is translated when it is shown."""
    return message


_LENGTHS = {"more than": Comparison.ABOVE, "less than": Comparison.BELOW}
_LAPSES = {
    ("more than", "ago"): Lapse.MORE_AGO,
    ("less than", "ago"): Lapse.LESS_AGO,
    ("more than", "from now"): Lapse.MORE_AHEAD,
    ("less than", "from now"): Lapse.LESS_AHEAD,
    ("in the last", ""): Lapse.IN_LAST,
    ("in the next", ""): Lapse.IN_NEXT,
}

"""What a condition is once it is read: a small frozen tree of tests, typed and closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cached_property
from typing import TypeAlias

from leadline.conditions.catalogue import Field, Kind
from leadline.core.durations import Duration
from leadline.core.money import Money

Amount: TypeAlias = Decimal | Money | Duration
Value: TypeAlias = str | Amount


class Comparison(StrEnum):
    ABOVE = "above"
    BELOW = "below"
    AT_LEAST = "at least"
    AT_MOST = "at most"


class Order(StrEnum):
    BEFORE = "before"
    AFTER = "after"
    ON = "on"


class Lapse(StrEnum):
    """How far a time lies from now; the words stand around the length."""

    MORE_AGO = "more than … ago"
    LESS_AGO = "less than … ago"
    MORE_AHEAD = "more than … from now"
    LESS_AHEAD = "less than … from now"
    IN_LAST = "in the last …"
    IN_NEXT = "in the next …"


class Inclusion(StrEnum):
    ALL = "all of"
    ANY = "any of"
    NONE = "none of"


class RelativeDay(Enum):
    """A day counted from today; the value is the number of days ahead."""

    YESTERDAY = -1
    TODAY = 0
    TOMORROW = 1


class Span(StrEnum):
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True)
class Period:
    """A calendar period: `ahead` periods from the present one, or the one holding day `fixed`."""

    span: Span
    ahead: int = 0
    fixed: date | None = None


@dataclass(frozen=True)
class Test:
    """A question about one field; false whenever the field is unknown, except `unknown` itself."""

    __test__ = False  # not one of pytest's
    field: Field


@dataclass(frozen=True)
class YesNo(Test):
    held: bool


@dataclass(frozen=True)
class Known(Test):
    known: bool


@dataclass(frozen=True)
class Among(Test):
    """`is`, `is not`, `one of`, `not one of`."""

    values: tuple[Value, ...]
    negated: bool


@dataclass(frozen=True)
class Compared(Test):
    how: Comparison
    than: Amount | Field


@dataclass(frozen=True)
class Between(Test):
    """Both ends count."""

    low: Amount | Field
    high: Amount | Field


@dataclass(frozen=True)
class Contains(Test):
    text: str
    negated: bool


@dataclass(frozen=True)
class Includes(Test):
    how: Inclusion
    values: tuple[str, ...]


@dataclass(frozen=True)
class Dated(Test):
    how: Order
    than: date | RelativeDay | Field


@dataclass(frozen=True)
class Lapsed(Test):
    how: Lapse
    length: Duration


@dataclass(frozen=True)
class InPeriod(Test):
    period: Period


@dataclass(frozen=True)
class Holds(Test):
    """A condition kept as data, asked of the same values."""


@dataclass(frozen=True)
class Every:
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Either:
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Negation:
    """The plain complement, so it holds where the part asks about an unknown."""

    part: "Node"


Node: TypeAlias = Every | Either | Negation | Test


@dataclass(frozen=True)
class Condition:
    """A condition that was read; `text` is its source with single spaces."""

    tree: Node
    text: str

    def __str__(self) -> str:
        return self.text

    @cached_property
    def fields(self) -> frozenset[str]:
        """The names asked about; of a derived field also those it stands on."""
        return frozenset(one.name for one in asked(self.tree))


def leaves(node: Node) -> Iterator[Test]:
    """Every test in reading order; derived fields are not opened."""
    if isinstance(node, Every | Either):
        for part in node.parts:
            yield from leaves(part)
    elif isinstance(node, Negation):
        yield from leaves(node.part)
    else:
        yield node


def opened(node: Node) -> Node:
    """The same with every derived field replaced by the condition it stands for."""
    if isinstance(node, Every | Either):
        return type(node)(tuple(opened(part) for part in node.parts))
    if isinstance(node, Negation):
        return Negation(opened(node.part))
    if node.field.means is None:
        return node
    inner = opened(node.field.means.tree)
    if isinstance(node, Known):
        certain = Either((inner, Negation(inner)))
        return certain if node.known else Negation(certain)
    return inner if isinstance(node, YesNo) and node.held else Negation(inner)


def asked(node: Node) -> Iterator[Field]:
    """Every field asked about, fields compared with and fields below derived ones included."""
    for test in leaves(node):
        for one in (test.field, *compared_with(test)):
            yield one
            if one.means is not None:
                yield from asked(one.means.tree)


def compared_with(test: Test) -> tuple[Field, ...]:
    """The fields on the right side of a test."""
    if isinstance(test, Compared | Dated):
        sides: tuple[object, ...] = (test.than,)
    elif isinstance(test, Between):
        sides = (test.low, test.high)
    else:
        sides = ()
    return tuple(side for side in sides if isinstance(side, Field))


DATED_KINDS = frozenset({Kind.DAY, Kind.MOMENT})

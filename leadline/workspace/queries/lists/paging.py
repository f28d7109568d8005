"""A page of a list in any order, found by the key of the row before it and never by counting."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from leadline.core import clock
from leadline.leads.score.query import score_now
from leadline.records.models import AnswerIndex, Record

COUNTED = 10_000
DATED = frozenset({"opened_at", "entered_at", "due_at"})
SCORE = "score_now"  # worked out for each row: it has no index, since it fades
SORTS: Mapping[str, str] = {  # the columns that a list can be sorted by; but the score by an index
    "name": "title",
    "opened": "opened_at",
    "in stage since": "entered_at",
    "promise": "due_at",
    "amount": "deal__amount",
    "score": SCORE,
}
ANSWER = "sorted_by__value"
SOMETIMES = frozenset({"due_at", "deal__amount", SCORE, ANSWER})  # not every row has one
NEWEST = "-opened"
UNKEEPABLE = frozenset(map(chr, (0, *range(0xD800, 0xE000))))  # no database takes these in a text


@dataclass(frozen=True)
class Order:
    """name: the column. path: what it sorts by. down: the largest first.

    is_answer: it sorts by what the index of answers has for the field `name`.
    """

    name: str
    path: str
    down: bool
    is_answer: bool = False

    @classmethod
    def read(
        cls,
        sort: str,
        answers: Collection[str] = (),
        sorts: Mapping[str, str] = SORTS,
        usual: str = NEWEST,
    ) -> "Order":
        """From an address; what cannot be sorted by is as usual, of records the newest first.

        answers: the fields that the index of answers sorts by.
        """
        name = sort.removeprefix("-")
        if name in answers and name not in sorts:
            return cls(name, ANSWER, sort.startswith("-"), is_answer=True)
        if name not in sorts:
            name, sort = usual.removeprefix("-"), usual
        return cls(name, sorts[name], sort.startswith("-"))

    def known(self, rows: QuerySet[Record]) -> QuerySet[Record]:
        """The rows that have something to be sorted by, with that as `path`."""
        if not self.is_answer:
            return rows.filter(**{f"{self.path}__isnull": False})
        of_field = FilteredRelation(
            "indexed_answers", condition=Q(indexed_answers__field=self.name)
        )
        there = rows.annotate(sorted_by=of_field).filter(sorted_by__value__isnull=False)
        return there.annotate(answer=F(ANSWER))

    def unknown(self, rows: QuerySet[Record]) -> QuerySet[Record]:
        if not self.is_answer:
            return rows.filter(**{f"{self.path}__isnull": True})
        return rows.exclude(pk__in=AnswerIndex.objects.filter(field=self.name).values("record"))

    @property
    def keys(self) -> tuple[str, str]:
        sign = "-" if self.down else ""
        return f"{sign}{self.path}", f"{sign}pk"


def page_of(rows: QuerySet[Any], order: Order, before: str, size: int) -> tuple[list[Any], str]:
    """The rows behind the mark, and the mark of the page after them ("" on the last).

    Rows that have nothing to be sorted by come last, whichever way the list is turned.
    """
    mark = read_mark(before, order)
    if order.path == SCORE:
        rows = rows.annotate(**{SCORE: score_now(clock.now())})
    found: list[Any] = []
    if mark is None or mark[0] is not None:
        known = order.known(rows)
        known = known.filter(_behind(order, *mark)) if mark else known
        found = list(known.order_by(*order.keys)[: size + 1])
    if len(found) <= size and order.path in SOMETIMES:
        unknown = order.unknown(rows)
        if mark is not None and mark[0] is None:
            unknown = unknown.filter(pk__lt=mark[1])
        found += unknown.order_by("-pk")[: size + 1 - len(found)]
    following = mark_of(found[size - 1], order) if len(found) > size else ""
    return found[:size], following


def mark_of(record: Any, order: Order) -> str:
    """The place of a row in this order."""
    value: Any = record
    for name in ("answer",) if order.is_answer else order.path.split("__"):
        value = getattr(value, name, None)
    return json.dumps([value.isoformat() if isinstance(value, datetime) else value, record.pk])


def read_mark(before: str, order: Order) -> tuple[Any, int] | None:
    """Nothing for an address that somebody made up."""
    try:
        value, pk = json.loads(before)
        if order.path in DATED and value is not None:
            value = datetime.fromisoformat(value)
            if value.tzinfo is None:
                return None
    except (ValueError, TypeError, RecursionError):
        return None
    kinds = {"title": str, "name": str, "deal__amount": int, "pk": int, SCORE: int, ANSWER: str}
    wanted = kinds.get(order.path, datetime)
    fits = value is None or (type(value) is wanted and not (UNKEEPABLE & set(str(value))))
    numbers = [one for one in (pk, value) if type(one) is int]
    small = all(abs(one) < 2**63 for one in numbers)
    return (value, pk) if fits and small and type(pk) is int else None


def number_of(rows: QuerySet[Any], most: int = COUNTED, *, beyond: bool = False) -> str:
    """How many there are, counted up to `most` ("212", "10,000+").

    beyond: there are more that were not looked at.
    """
    number = rows.order_by()[: most + 1].count()
    return f"{min(number, most):,}+" if beyond or number > most else f"{number:,}"


def _behind(order: Order, value: Any, pk: int) -> Q:
    """What comes after a row; said so that an index serves it."""
    step = "lt" if order.down else "gt"
    path = order.path
    return Q(**{f"{path}__{step}e": value}) & (
        Q(**{f"{path}__{step}": value}) | Q(**{f"pk__{step}": pk})
    )

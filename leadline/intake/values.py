"""What must be asked about the values of a file's columns: read from its first rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from leadline.intake.columns import Columns
from leadline.intake.dates import Order
from leadline.intake.looking import SAMPLED, dated_in, orders_in
from leadline.intake.rows import stage_named
from leadline.intake.tables import Row, Shape, rows_of
from leadline.leads.incoming import How
from leadline.parties.normalise.text import comparable
from leadline.playbooks.definition import Process
from leadline.work.results import CallResult

MOST = 60  # values of one column that are asked about, the most frequent first


@dataclass(frozen=True)
class Value:
    """One text of a column, how often it stands there, and what it is taken for; "" for nothing."""

    text: str
    rows: int
    taken_for: str = ""


@dataclass(frozen=True)
class Asked:
    """What a person is asked.

    calls, placed: the values of the column of call results, and of the one that says the stage; ()
    where there is nothing to ask. orders: the ways in which days can be read, where there are
    several; days: some that could be either. left_out: values beyond `MOST`.
    """

    calls: tuple[Value, ...] = ()
    placed: tuple[Value, ...] = ()
    orders: tuple[Order, ...] = ()
    days: tuple[str, ...] = ()
    left_out: int = 0
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        return not (self.calls or self.placed or self.orders)


def asked_about(path: Path, shape: Shape, columns: Columns, how: How, process: Process) -> Asked:
    """Reads the first rows. Placement is asked where not every value is the name of a stage."""
    rows = list(islice(rows_of(path, shape), SAMPLED))
    called, standing = _heading(columns, "call result"), _standing(columns, how)
    calls, placed = _counted(rows, called, columns), _counted(rows, standing, columns)
    if all(stage_named(process, text) for text in placed) and not columns.stages:
        placed = Counter()
    dated = dated_in(columns)
    orders = orders_in(rows, dated, columns) if dated and columns.dates is None else set()
    several = tuple(sorted(orders)) if len(orders) > 1 else ()
    return Asked(
        tuple(_call(text, number, columns) for text, number in calls.most_common(MOST)),
        tuple(_place(text, number, columns, process) for text, number in placed.most_common(MOST)),
        several,
        tuple(_some_days(rows, dated)) if several else (),
        max(len(calls) - MOST, 0) + max(len(placed) - MOST, 0),
        {"calls": called, "placed": standing},
    )


def _heading(columns: Columns, target: str) -> str:
    return next(iter(columns.of(target)), "")


def _standing(columns: Columns, how: How) -> str:
    """The column that says where business we already have stands."""
    if how is not How.HISTORY:
        return ""
    return columns.placed_by or _heading(columns, "stage")


def _counted(rows: Sequence[Row], heading: str, columns: Columns) -> Counter[str]:
    texts = (row.texts.get(heading, "").strip() for row in rows)
    return Counter(text for text in texts if text and comparable(text) not in columns.blanks)


def _call(text: str, rows: int, columns: Columns) -> Value:
    known = columns.call_results.get(comparable(text))
    if known is None and not columns.call_results:
        known = next((one for one in CallResult if _says(one, text)), None)
    return Value(text, rows, known.value if known else "")


def _says(result: CallResult, text: str) -> bool:
    return comparable(text) in (result.value, comparable(str(result.label)))


def _place(text: str, rows: int, columns: Columns, process: Process) -> Value:
    stage = stage_named(process, columns.stages.get(comparable(text), text))
    return Value(text, rows, stage.name if stage else "")


def _some_days(rows: Iterable[Row], headings: Sequence[str]) -> list[str]:
    texts = (row.texts.get(heading, "").strip() for row in rows for heading in headings)
    return list(dict.fromkeys(text for text in texts if text))[:3]

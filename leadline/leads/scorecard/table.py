"""Leads whose end is known, as a table of texts: what one learns from."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

BLANK = frozenset({"", "select", "n/a", "na", "null", "none", "-"})
YES = frozenset({"1", "1.0", "yes", "true", "won", "qualified", "y", "是"})
NO = frozenset({"0", "0.0", "no", "false", "lost", "disqualified", "n", "否"})
# A column with more values than ten, and than half as many as there are leads, names each lead.
FEW_VALUES, MOST_VALUES = 10, 0.5


@dataclass(frozen=True)
class Table:
    """columns: by name, one text a lead ("" for blank). supplied_by: who fills a column in.

    late: by column, the share of its answers that were given when the lead had ended already.
    """

    columns: Mapping[str, Sequence[str]]
    won: Sequence[bool]
    supplied_by: Mapping[str, str]
    late: Mapping[str, float]

    def but(self, without: Collection[str] = (), only: Collection[str] | None = None) -> "Table":
        """With fewer columns. Raises ValueError for one that is not there."""
        if missing := sorted({*without, *(only or ())} - self.columns.keys()):
            raise ValueError(", ".join(missing))
        kept = self.columns.keys() - set(without)
        kept = kept if only is None else kept & set(only)
        columns = {name: texts for name, texts in self.columns.items() if name in kept}
        return Table(columns, self.won, self.supplied_by, self.late)


def table_of(
    rows: Iterable[Mapping[str, str]],
    outcome: str,
    supplied_by: Mapping[str, str] | None = None,
    late: Mapping[str, float] | None = None,
) -> Table:
    """From rows with a column that says how each ended; those that have not ended are left out."""
    won: list[bool] = []
    found: dict[str, list[str]] = {}
    for row in rows:
        end = row.get(outcome, "").strip().casefold()
        if end not in YES and end not in NO:
            continue
        won.append(end in YES)
        for name, text in row.items():
            if name != outcome:
                found.setdefault(name, [""] * (len(won) - 1)).append(plain(text))
    columns = {name: texts for name, texts in found.items() if _tells(texts)}
    return Table(columns, won, supplied_by or {}, late or {})


def plain(text: str) -> str:
    """The text, "" for what stands for nothing in exports."""
    text = " ".join(text.split())
    return "" if text.casefold() in BLANK else text


def numbers_in(texts: Sequence[str]) -> list[float] | None:
    """All that are not blank as numbers, None where one of them is none."""
    try:
        found = [float(text) for text in texts if text]
    except ValueError:
        return None
    return found if all(map(math.isfinite, found)) else None


def _tells(texts: Sequence[str]) -> bool:
    """Whether it has two values at least, and is not the name of each lead."""
    values = set(texts)
    if len(values) < 2 or len(values) == len(texts):
        return False
    most = max(FEW_VALUES, MOST_VALUES * len(texts))
    return numbers_in(texts) is not None or len(values - {""}) < most

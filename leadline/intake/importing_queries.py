"""What the pages of an import show: the numbers before it runs, and what became of it."""

from dataclasses import dataclass

from leadline.core.errors import Refused
from leadline.intake.models import Arrival, Import, Outcome, State
from leadline.intake.queries import counts_of
from leadline.intake.runs import lines_of

SHOWN = 10


@dataclass(frozen=True)
class Preview:
    """What would come of the file. wrong: the first lines that cannot be used, with the reason."""

    rows: int = 0
    good: int = 0
    calls: int = 0
    wrong: tuple[tuple[int, str], ...] = ()
    problem: str = ""

    @property
    def bad(self) -> int:
        return self.rows - self.good


@dataclass(frozen=True)
class Result:
    """How far an import is. left: what stays although it was taken back."""

    counts: dict[str, int]
    wrong: tuple[Arrival, ...]
    left: int

    @property
    def has_wrong(self) -> bool:
        return bool(self.wrong)


def preview_of(begun: Import) -> Preview:
    """Reads the whole file once and writes nothing."""
    rows = good = calls = 0
    wrong: list[tuple[int, str]] = []
    try:
        for line in lines_of(begun):
            rows += 1
            good += line.row is not None
            calls += line.row is not None and line.row.call is not None
            if line.wrong and len(wrong) < SHOWN:
                wrong.append((line.number, line.wrong))
    except Refused as refused:
        return Preview(problem=refused.sentence)
    return Preview(rows, good, calls, tuple(wrong))


def result_of(begun: Import) -> Result:
    """In two queries."""
    counts = counts_of(begun)
    wrong = begun.arrivals.filter(outcome__in=[Outcome.REJECTED, Outcome.FAILED])
    left = counts["created"] if begun.state == State.TAKEN_BACK else 0
    return Result(counts, tuple(wrong.order_by("line")[:SHOWN]), left)

"""Columns that know the end because they were filled in after it, or by those whom it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from leadline.core.pausing import Pausing, in_one_go
from leadline.leads.scorecard.binning import cut, evidence
from leadline.leads.scorecard.table import Table

FAR_BEYOND = 1.5  # information value; what is known beforehand rarely has 1
SPEAKS = 0.3  # information value of nothing but whether it was filled in
MOSTLY_BLANK = 0.5
LATE = 0.2  # of the answers


class Sign(StrEnum):
    """Why a column is suspected."""

    VALUE = "value"  # it tells far more than anything that can be known beforehand
    BLANKS = "blanks"  # mostly blank, and filled in for those who were won
    SOME_BLANKS = "some blanks"  # the same, but mostly filled in: somebody should say when
    LATE = "late"  # its answers were given after the end
    PEOPLE = "people"  # colleagues supply it who work on the lead


CERTAIN = frozenset({Sign.VALUE, Sign.BLANKS, Sign.LATE})


@dataclass(frozen=True)
class Leak:
    """iv: its information value; blank: the share of blanks, and how often leads were won with
    the column blank and filled in."""

    column: str
    signs: tuple[Sign, ...]
    iv: float
    blank: float
    won_blank: float
    won_filled: float
    late: float = 0.0

    @property
    def is_certain(self) -> bool:
        return not CERTAIN.isdisjoint(self.signs)


def leaks_in(table: Table) -> list[Leak]:
    """The suspected columns, those that tell the most first."""
    return in_one_go(seeking_leaks(table))


def seeking_leaks(table: Table) -> Pausing[list[Leak]]:
    """As `leaks_in`, with a pause after each column."""
    found = []
    for name, texts in table.columns.items():
        found.append(_looked_at(name, texts, table))
        yield
    return sorted((one for one in found if one.signs), key=lambda one: -one.iv)


def _looked_at(name: str, texts: Sequence[str], table: Table) -> Leak:
    binning = cut(texts)
    iv = evidence([binning.group(text) for text in texts], table.won).iv
    told_by_blanks = evidence(["filled" if text else "" for text in texts], table.won).iv
    blank = sum(not text for text in texts) / len(texts)
    won_blank, won_filled = (_rate(texts, table.won, filled=one) for one in (False, True))
    late = table.late.get(name, 0.0)
    signs = []
    if iv > FAR_BEYOND:
        signs.append(Sign.VALUE)
    if told_by_blanks > SPEAKS and won_filled > won_blank:
        signs.append(Sign.BLANKS if blank >= MOSTLY_BLANK else Sign.SOME_BLANKS)
    if late > LATE:
        signs.append(Sign.LATE)
    if table.supplied_by.get(name):
        signs.append(Sign.PEOPLE)
    return Leak(name, tuple(signs), iv, blank, won_blank, won_filled, late)


def _rate(texts: Sequence[str], won: Sequence[bool], *, filled: bool) -> float:
    found = [yes for text, yes in zip(texts, won, strict=True) if bool(text) is filled]
    return sum(found) / len(found) if found else 0.0

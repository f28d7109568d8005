"""What would come of rows, in numbers that add up; automation says what follows when it is ready.

Knowledge points back along the road: intake cannot ask the engine, so automation announces who can.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from leadline.core.batch import Batch
from leadline.records.models import Record


class About(StrEnum):
    """What a number counts; each is told by name."""

    FATE = "fate"  # of a row: created, joined
    STAGE = "stage"  # where a new lead would stand
    NO_MAIL = "no mail"  # why a new lead's person cannot be written to
    CALL = "call"  # call results that came along
    LETTER = "letter"  # by template
    HELD = "held"  # of these letters, by why they would not leave
    TASK = "task"  # by person, "" for nobody in particular
    TRIAL = "trial"  # by product
    CLOCK = "clock"  # by promise
    LATER_LETTER = "later letter"  # by template: in the days after, if nobody does anything
    LATER_TASK = "later task"  # by its title
    LATER_END = "later end"  # by the end of the process that is reached
    DOUBT = "doubt"  # rows in which something cannot be right: see `doubts`
    DOUBLE = "double"  # possible duplicates that a person should compare
    UNKNOWN = "unknown"  # rows of which it cannot be told, by what went wrong


AHEAD = timedelta(days=30)  # as far as a forecast looks
Tally = Counter[tuple[About, str]]
Told = dict[str, dict[str, int]]


class Follower(Protocol):
    """Says of one file's leads, a few after the others, what the worker would do with them at once.

    What one slice changes for the next, such as whose turn it is, it remembers itself.
    """

    def begin(self, batch: Batch) -> None:
        """Lets the batch know what earlier slices have changed."""

    def follow(self, records: Sequence[Record], now: datetime) -> Tally:
        """Does it, in the transaction that is open and that the caller takes back."""


class Nobody:
    """Follows where no automation is installed: nothing happens."""

    def begin(self, batch: Batch) -> None:
        """Nothing was changed."""

    def follow(self, records: Sequence[Record], now: datetime) -> Tally:
        return Counter()


_followers: list[Callable[[], Follower]] = [Nobody]


def follow_with(follower: Callable[[], Follower]) -> None:
    """Announces who follows; automation does when it is ready."""
    _followers[:] = [follower]


def new_follower() -> Follower:
    """One for each file."""
    return _followers[0]()


def told_of(tally: Tally) -> Told:
    """As JSON keeps it: kind → name → number, the largest first."""
    found: Told = {}
    for (about, name), number in tally.most_common():
        found.setdefault(about.value, {})[name] = number
    return found


def total(told: Mapping[str, Mapping[str, int]], about: About) -> int:
    return sum(told.get(about, {}).values())

"""Who develops leads at the demo's firm, who is developed, and how each of them behaves."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from leadline.demo.cast import BOSS, Colleague

PROSPECTS = Path(__file__).parents[1] / "data" / "prospects.csv"
MARKETING = "lena@meridian.example"
DEVELOPERS = (
    Colleague("nora@meridian.example", "Nora Berg", "LDR", manager=BOSS),
    Colleague("jonas@meridian.example", "Jonas Weil", "LDR", manager=BOSS),
)


class Way(StrEnum):
    """What becomes of somebody, if nobody clicks in between."""

    BUYS = "buys"  # qualified, and won in the end
    QUALIFIED = "qualified"  # all the way to a deal
    NOT_READY = "not ready"  # sales returns them once, then takes them
    TALKS = "talks"  # sales returns them, they are in talks already
    NO_FIT = "no fit"  # lead development returns them
    LATER = "later"  # put off to a day, and qualified in a second cycle
    UNREACHED = "unreached"  # nobody ever picks up
    SLOW = "slow"  # the first developer lets the promise break
    STUDENT = "student"  # disqualified
    QUIET = "quiet"  # an inquiry whose score never carries them on


@dataclass(frozen=True)
class Prospect:
    """days, hour, minute: as of a customer. level, size: what marketing finds out about them."""

    days: int
    hour: int
    minute: int
    name: str
    company: str
    email: str
    phone: str
    country: str
    language: str
    way: Way
    level: str
    size: int
    topic: str


@cache
def prospects() -> tuple[Prospect, ...]:
    """Everybody who asks, in the order in which they do."""
    with PROSPECTS.open(encoding="utf-8", newline="") as file:
        found = [_prospect(row) for row in csv.DictReader(file)]
    return tuple(sorted(found, key=lambda one: (-one.days, one.hour, one.minute)))


@cache
def by_name() -> dict[str, Prospect]:
    """No two of them share a name."""
    return {one.name: one for one in prospects()}


def _prospect(row: dict[str, str]) -> Prospect:
    hour, minute = row.pop("time").split(":")
    days, size, way = int(row.pop("days")), int(row.pop("size")), Way(row.pop("way"))
    return Prospect(days=days, hour=int(hour), minute=int(minute), size=size, way=way, **row)

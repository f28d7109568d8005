"""Who works at the demo's firm, who asks it for a trial, and how each of them behaves."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

CUSTOMERS = Path(__file__).parent / "data" / "customers.csv"


@dataclass(frozen=True)
class Colleague:
    """card: under which name the sign-in page offers them; "" for those it does not."""

    email: str
    name: str
    role: str
    card: str = ""
    language: str = "en"
    manager: str = ""


BOSS = "sofia@meridian.example"
COLLEAGUES = (
    Colleague(BOSS, "Sofia Martin", "Manager", "manager"),
    Colleague("anna@meridian.example", "Anna Koch", "Seller", "seller", manager=BOSS),
    Colleague("wei@meridian.example", "陈伟", "Seller", language="zh-hans", manager=BOSS),
    Colleague("admin@meridian.example", "Ada Min", "Admin", "admin"),
    Colleague("marek@meridian.example", "Marek Nowak", "Seller", manager=BOSS),
    Colleague("lena@meridian.example", "Lena Vogt", "Marketing", "developer", manager=BOSS),
)


class Story(StrEnum):
    """What becomes of somebody who asks for a trial, if nobody clicks in between."""

    WINS = "wins"  # likes it, gets a price, buys
    LOSES = "loses"  # wants to know more, buys elsewhere
    DEAL = "deal"  # wants to know more, still thinks about the price
    SATISFIED = "satisfied"  # likes it and decides at the end
    UNHAPPY = "unhappy"  # says what is missing
    SILENT = "silent"  # never answers
    COLD = "cold"  # a private address, and nothing more
    PROVES = "proves"  # a private address, and a company's when asked
    LICENCE = "licence"  # a private address, and a license when asked
    BANNED = "banned"  # stands on the list, and stays out
    CLEARED = "cleared"  # stands on the list; the supervisor looks closer and opens it
    AGAIN = "again"  # a second trial of one company, granted
    REFUSED = "refused"  # a second trial of one company, not granted

    @property
    def wants_more(self) -> bool:
        return self in (Story.WINS, Story.LOSES, Story.DEAL)


@dataclass(frozen=True)
class Customer:
    """days, hour: how long before the firm's today they asked, in working days, and at what time.

    proof: the company address they give when they are asked for one.
    """

    days: int
    hour: int
    minute: int
    name: str
    company: str
    email: str
    phone: str
    country: str
    language: str
    story: Story
    message: str = ""
    proof: str = ""


@cache
def customers() -> tuple[Customer, ...]:
    """Everybody who asks by the form, in the order in which they do."""
    with CUSTOMERS.open(encoding="utf-8", newline="") as file:
        found = [_customer(row) for row in csv.DictReader(file)]
    return tuple(sorted(found, key=lambda one: (-one.days, one.hour, one.minute)))


def _customer(row: dict[str, str]) -> Customer:
    hour, minute = row.pop("time").split(":")
    days, story = int(row.pop("days")), Story(row.pop("story"))
    return Customer(days=days, hour=int(hour), minute=int(minute), story=story, **row)

"""The people of a generated export: the nth is always the same one, whatever else is generated."""

from dataclasses import dataclass, replace
from random import Random

from bench.cultures import (
    CHINESE_STEMS,
    CHINESE_TRADES,
    CITIES,
    CULTURES,
    JOBS,
    MESSAGES,
    SOURCES,
    STEMS,
    TRADES,
    Culture,
)

PER_COMPANY = 3
STRIDE = 1_000_003  # between the seeds of two exports
WORDS = len(STEMS) ** 2 * len(TRADES)
SCATTER = 7_919  # has no divisor in common with WORDS: neighbors are called differently


@dataclass(frozen=True)
class Lead:
    """One row, as text; the fields are the columns in their order."""

    number: str
    name: str
    company: str
    email: str
    phone: str
    country: str
    language: str
    job: str
    source: str
    received: str
    may_write: str
    message: str


def lead(seed: int, nth: int, total: int) -> Lead:
    """The nth of `total` leads of a seed: no address, number or name at a company comes twice."""
    chance = Random(seed * STRIDE + nth)
    companies = max(total // PER_COMPANY, 1)
    number = nth % companies
    culture = CULTURES[Random(seed * STRIDE - number - 1).randrange(len(CULTURES))]
    name, latin = culture.person(number * 31 + nth // companies)
    company, domain = company_of(culture, number)
    free = chance.random() < 0.3
    address = f"{latin}{nth}@{chance.choice(culture.free_mail)}" if free else f"{latin}@{domain}"
    day = chance.randrange(28) + 1
    return Lead(
        number=str(100_000 + nth),
        name=name,
        company=company,
        email=address,
        phone=culture.number(nth),
        country=culture.country,
        language=culture.language,
        job=chance.choice(JOBS),
        source=chance.choice(SOURCES),
        received=f"2026-0{chance.randrange(6) + 1}-{day:02}T{chance.randrange(24):02}:15:00Z",
        may_write="yes",
        message=chance.choice(MESSAGES),
    )


def company_of(culture: Culture, number: int) -> tuple[str, str]:
    """A company's name in its own script and its domain; no two numbers have the same."""
    form = culture.forms[number % len(culture.forms)]
    branch, scattered = number // WORDS, number * SCATTER % WORDS
    word = STEMS[scattered % len(STEMS)] + STEMS[scattered // len(STEMS) % len(STEMS)]
    trade = TRADES[scattered // len(STEMS) ** 2]
    domain = f"{word}-{trade}{branch or ''}.example"
    if culture.country == "CN":
        return f"{_chinese(number)}{form}", domain
    name = f"{word.title()} {trade.title()}{f' {branch}' if branch else ''}"
    return (
        f"{form} {name}" if culture.language in ("ja", "ru", "ar") else f"{name} {form}"
    ), domain


def _chinese(number: int) -> str:
    """苏州恒通电缆"""
    city, rest = number % len(CITIES), number // len(CITIES)
    trade, rest = rest % len(CHINESE_TRADES), rest // len(CHINESE_TRADES)
    stems = []
    for _ in range(3 if rest >= len(CHINESE_STEMS) ** 2 else 2):
        stems.append(CHINESE_STEMS[rest % len(CHINESE_STEMS)])
        rest //= len(CHINESE_STEMS)
    return f"{CITIES[city]}{''.join(stems)}{CHINESE_TRADES[trade]}"


def again(original: Lead, number: str, chance: Random) -> Lead:
    """The same person once more, as people write themselves the second time."""
    changed = [
        replace(original, email=original.email.upper()),
        replace(original, phone="", job=""),
        replace(original, phone=original.phone.replace(" ", "").replace("+", "00"), email=""),
        replace(original, name=_misspelt(original.name), job="", phone=""),
    ]
    return replace(chance.choice(changed), number=number, source="Trade fair")


def _misspelt(name: str) -> str:
    """Jonas Berg → Jonas Breg; what is not in Latin letters is written right."""
    return name[:-3] + name[-2] + name[-3] + name[-1] if name.isascii() else name

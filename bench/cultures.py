"""How people, companies and numbers of several countries are written, as `cultures.toml` has it."""

import tomllib
import unicodedata
from dataclasses import dataclass
from typing import Any

from bench.ground import HOME

Name = tuple[str, str]  # as written, in Latin letters


@dataclass(frozen=True)
class Culture:
    """How people and companies of one country are called.

    phone: without the calling code; "#" stands for a digit of its own.
    family_first: 王芳, not 芳王; joined: without a space between.
    """

    country: str
    calling_code: str
    phone: str
    language: str
    family: tuple[Name, ...]
    given: tuple[Name, ...]
    forms: tuple[str, ...]
    free_mail: tuple[str, ...]
    family_first: bool = False
    joined: bool = False

    def person(self, nth: int) -> tuple[str, str]:
        """The nth of all names that there are (then they come again), and its Latin letters."""
        given, latin_given = self.given[nth % len(self.given)]
        family, latin_family = self.family[nth // len(self.given) % len(self.family)]
        parts = (family, given) if self.family_first else (given, family)
        return ("" if self.joined else " ").join(parts), f"{latin_given}.{latin_family}"

    def number(self, nth: int) -> str:
        """The nth number of the country, with its calling code; each but one in many million once.

        The digits are scattered, so that neighbors do not look alike.
        """
        open_digits = self.phone.count("#")
        scattered = str(nth * 7_654_321 % 10**open_digits).zfill(open_digits)
        return f"+{self.calling_code} {self.phone.rstrip('#')}{scattered}"


def _read() -> dict[str, Any]:
    return tomllib.loads((HOME / "cultures.toml").read_text(encoding="utf-8"))


def _names(written: str) -> tuple[Name, ...]:
    """ "王=wang Koch" → (王, wang), (Koch, koch)"""
    pairs = (name.partition("=") for name in written.split())
    return tuple((name, latin or _plain(name)) for name, _, latin in pairs)


def _plain(name: str) -> str:
    """Å → a: an address has no accents."""
    decomposed = unicodedata.normalize("NFKD", name.lower())
    return decomposed.encode("ascii", "ignore").decode()


def _culture(data: dict[str, Any]) -> Culture:
    names = {key: _names(data[key]) for key in ("family", "given")}
    lists = {key: tuple(data[key]) for key in ("forms", "free_mail")}
    return Culture(**{**data, **names, **lists})


_data = _read()
CULTURES = tuple(_culture(one) for one in _data["cultures"])
STEMS, TRADES, CHINESE_STEMS, CHINESE_TRADES, CITIES = (
    tuple(_data[key].split())
    for key in ("stems", "trades", "chinese_stems", "chinese_trades", "cities")
)
JOBS, SOURCES, MESSAGES, IMPOSSIBLE = (
    tuple(_data[key]) for key in ("jobs", "sources", "messages", "impossible")
)

"""Whether somebody is on a list: exact addresses and domains, whole words of names; pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from rapidfuzz.distance import DamerauLevenshtein

from leadline.parties.candidates import Profile
from leadline.parties.normalise.companies import CompanyName, is_trade_or_place, read_company
from leadline.parties.normalise.domains import is_within, registered_domain
from leadline.parties.normalise.emails import read_email
from leadline.parties.normalise.names import read_name
from leadline.parties.normalise.text import folded, has_han

LONG_ENOUGH = 6  # letters of a word in which one slip is forgiven; two from 12 on

WHY = {
    "email": _("The e-mail address %(given)s is on the list."),
    "domain": _("The domain %(given)s is on the list."),
    "subdomain": _("%(given)s lies within the domain %(entry)s, which is on the list."),
    "person": _("A person named %(given)s is on the list."),
    "person at company": _("%(given)s is on the list as a person of %(company)s."),
    "company": _("The company %(given)s is on the list."),
    "company begins": _("The company %(given)s carries the name %(entry)s, which is on the list."),
    "company similar": _("The company %(given)s is spelled almost like %(entry)s on the list."),
}
BELONGS = _("It belongs to %(parent)s.")


@dataclass(frozen=True)
class Entry:
    """An entry in force as it is compared. parent: the competitor it belongs to, in words."""

    id: int
    list: str
    kind: str
    text: str
    normalised: str
    reason: str
    author: str
    company: str = ""
    parent: str = ""
    expires_on: date | None = None


@dataclass(frozen=True)
class Hit:
    """One entry that somebody meets. how: a key of WHY; similarity: 1.0 for the very same text."""

    entry: Entry
    how: str
    given: str
    similarity: float

    @property
    def sentence(self) -> str:
        """Why this is a hit, in the reader's language; it never leaves the firm."""
        told = gettext(WHY[self.how]) % {
            "given": self.given,
            "entry": self.entry.text,
            "company": self.entry.company,
        }
        if self.entry.parent:
            told += " " + gettext(BELONGS) % {"parent": self.entry.parent}
        return told


def normalised_entry(kind: str, text: str) -> str:
    """What an entry is compared by; "" when the text holds nothing of the kind."""
    if kind == "email":
        return read_email(text).identity
    if kind == "domain":
        host = folded(text).rpartition("@")[2].removeprefix("www.")
        return host if registered_domain(host) and "/" not in host else registered_domain(text)
    if kind == "person":
        name = read_name(text)
        return f"{name.latin}|{folded(text).replace(' ', '') if has_han(text) else ''}".strip("|")
    return read_company(text).core


class Screen:
    """The entries of all lists, indexed once and asked for any number of people."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._exact: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self._companies: dict[str, list[_Listed]] = defaultdict(list)
        for entry in entries:
            if entry.kind == "company":
                listed = _listed(entry)
                for start in listed.starts:
                    self._companies[start].append(listed)
            else:
                self._exact[entry.kind, entry.normalised.partition("|")[0]].append(entry)

    def hits(self, profile: Profile) -> tuple[Hit, ...]:
        """Every entry that this person, address, domain or company meets, each once."""
        found = [*self._by_address(profile), *self._by_person(profile), *self._by_company(profile)]
        best: dict[int, Hit] = {}
        for hit in found:
            known = best.get(hit.entry.id)
            if known is None or hit.similarity > known.similarity:
                best[hit.entry.id] = hit
        return tuple(sorted(best.values(), key=lambda hit: hit.entry.id))

    def _by_address(self, profile: Profile) -> Iterable[Hit]:
        domains = {email.domain for email in profile.emails if email.domain} | {profile.domain}
        for email in profile.emails:
            for entry in self._exact.get(("email", email.identity), ()):
                yield Hit(entry, "email", email.text, 1.0)
        for domain in sorted(domains - {""}, key=len, reverse=True):
            parts = domain.split(".")
            for level in range(len(parts) - 1):
                parent = ".".join(parts[level:])
                for entry in self._exact.get(("domain", parent), ()):
                    if is_within(domain, parent):
                        yield Hit(entry, "subdomain" if level else "domain", domain, 1.0)

    def _by_person(self, profile: Profile) -> Iterable[Hit]:
        name = profile.name
        if not name.latin:
            return
        given_han = folded(name.text).replace(" ", "") if has_han(name.text) else ""
        for spelled in {name.latin, f"{name.latin_given} {name.latin_family}"}:
            for entry in self._exact.get(("person", spelled), ()):
                entry_han = entry.normalised.partition("|")[2]
                if entry_han and given_han and entry_han not in given_han:
                    continue  # 王芳 and 王方 are only spelled alike in pinyin
                if not entry.company:
                    yield Hit(entry, "person", name.text, 0.9)
                elif _how(read_company(entry.company), profile.company):
                    yield Hit(entry, "person at company", name.text, 1.0)

    def _by_company(self, profile: Profile) -> Iterable[Hit]:
        company = profile.company
        for start in _starts(company):
            for listed in self._companies.get(start, ()):
                if found := _how(listed.name, company):
                    yield Hit(listed.entry, found[0], company.text, found[1])


class _Listed:
    """A company's entry with its words."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    @cached_property
    def name(self) -> CompanyName:
        return read_company(self.entry.text)

    @cached_property
    def starts(self) -> set[str]:
        return _starts(self.name)


_listed = lru_cache(maxsize=16_384)(_Listed)  # a long list is read once, not for every lead


def _starts(name: CompanyName) -> set[str]:
    """Parts of words that survive a slip: only companies that share one are compared."""
    if name.is_han:
        return {name.brand[:2], name.core[:2]}
    parts = [word for word in name.words if len(word) > 1] or list(name.words)
    return {part for word in parts for part in (f"^{word[:3]}", f"{word[-3:]}$")}


def starts_of_company(text: str) -> frozenset[str]:
    """Letters of which a company must hold some to meet this one, as its `core` has them."""
    return frozenset(part.strip("^$") for part in _starts(read_company(text)) if part.strip("^$"))


def _how(listed: CompanyName, given: CompanyName) -> tuple[str, float] | None:
    """How a company meets an entry, and how similar they are; None when they are two companies."""
    if not listed.words or not given.words:
        return None
    if listed.core == given.core:
        return "company", 1.0
    if listed.is_han or given.is_han:
        return _how_han(listed, given) if listed.is_han and given.is_han else None
    size = len(listed.words)
    # One word alone must open the name: "Steel" is no part of "Bethlehem Steel Works".
    last_start = len(given.words) - size if size > 1 else 0
    for start in range(last_start + 1 if len(given.words) >= size else 0):
        if given.words[start : start + size] == listed.words:
            return "company begins", round(0.8 + 0.2 * size / len(given.words), 2)
    if size == len(given.words) and all(map(_slip, listed.words, given.words)):
        return "company similar", round(_ratio(listed.core, given.core), 2)
    return None


def _how_han(listed: CompanyName, given: CompanyName) -> tuple[str, float] | None:
    """Chinese has no spaces: what follows the entry must be trades and places, 华为 + 技术上海."""
    if listed.brand == given.brand:
        return "company begins", 0.9
    for text in (given.core, given.brand):
        rest = text.removeprefix(listed.core)
        if len(rest) < len(text) and len(listed.core) > 1 and is_trade_or_place(rest):
            return "company begins", 0.9
    return None


def _slip(a: str, b: str) -> bool:
    """Whether two words are one with a slip; short words must be the same."""
    if a == b:
        return True
    shorter = min(len(a), len(b))
    if shorter < LONG_ENOUGH:
        return False
    allowed = 1 if shorter < 2 * LONG_ENOUGH else 2
    return DamerauLevenshtein.distance(a, b, score_cutoff=allowed) <= allowed


def _ratio(a: str, b: str) -> float:
    return DamerauLevenshtein.normalized_similarity(a, b)


def screen_with(entries: Sequence[Entry], profiles: Sequence[Profile]) -> list[tuple[Hit, ...]]:
    """The hits of each profile, aligned."""
    screen = Screen(entries)
    return [screen.hits(profile) for profile in profiles]

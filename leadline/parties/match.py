"""How likely two records are one person: weights of evidence, added up and explained; pure.

Fellegi and Sunter (1969): each field that agrees adds log2(m/u), each that differs adds
log2((1-m)/(1-u)). Guarantees, fields and figures: docs/algorithms/matching.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from leadline.parties.normalise.text import numbers_apart

SAME_FROM = 9.5  # bits
PROBABLY_FROM = 5.0


class Verdict(StrEnum):
    SAME = "same"
    PROBABLY = "probably same"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Evidence:
    """One field's part: how it compares ("same", "close", "differs", …), and its weight in bits."""

    field: str
    how: str
    weight: float


@dataclass(frozen=True)
class Scored:
    """The verdict on two records, the sum of the weights, and each of them."""

    verdict: Verdict
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Traits:
    """What of a person is compared, all folded; empty means not known.

    han: the whole name where it is Chinese, simplified. numbers: those in the name, which are no
    part of family and given. mailboxes: hash → is a desk's. phones: hash → is a mobile.
    external: source → number.
    """

    family: str = ""
    given: str = ""
    han: str = ""
    numbers: tuple[int, ...] = ()
    company: str = ""
    domains: frozenset[str] = frozenset()
    mailboxes: tuple[tuple[int, bool], ...] = ()
    phones: tuple[tuple[int, bool], ...] = ()
    external: tuple[tuple[str, str], ...] = ()
    born_on: date | None = None
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""


def compare(a: Traits, b: Traits) -> Scored:
    """The verdict on two people; compare(a, b) and compare(b, a) are the same."""
    evidence = tuple(
        Evidence(field, how, WEIGHTS[field][how])
        for field, rule in _RULES.items()
        if (how := rule(a, b))
    )
    score = sum(one.weight for one in evidence)
    return Scored(_verdict(score, {one.field: one.how for one in evidence}), score, evidence)


def _verdict(score: float, found: dict[str, str]) -> Verdict:
    if score < PROBABLY_FROM:
        return Verdict.DIFFERENT
    # Two names in one mailbox or on one line are colleagues or a couple until a person says no.
    name, is_dated = found.get("name"), found.get("birthday") == "same"
    is_numbered = found.get("external number") == "same"
    doubtful = (name == "differs" and not is_dated) or (
        name == "family only" and not is_dated and not is_numbered
    )
    return Verdict.PROBABLY if score < SAME_FROM or doubtful else Verdict.SAME


# Bits per field and level. Where m and u come from stands in docs/algorithms/matching.md.
WEIGHTS: dict[str, dict[str, float]] = {
    "external number": {"same": 14.0, "close": 8.0, "differs": -5.0},
    "e-mail": {"same": 13.0, "same desk": 3.0, "differs": -1.5},
    "phone": {"same mobile": 11.0, "same line": 4.0, "differs": -1.5},
    "name": {
        "same": 7.5,
        "close": 4.5,
        "initial": 3.5,
        "sounds alike": 1.5,
        "given only": 0.0,
        "family only": -1.0,
        "differs": -7.0,
    },
    "birthday": {"same": 10.0, "close": 6.0, "differs": -5.0},
    "company": {"same": 4.5, "close": 3.0, "elsewhere": 1.0, "differs": -2.0},
    "street": {"same": 5.5, "close": 4.0, "differs": -1.5},
    "city": {"same": 1.5, "close": 1.0, "differs": -1.5},
    "region": {"same": 0.5, "differs": -1.0},
    "postcode": {"same": 3.0, "close": 1.5, "differs": -1.5},
}


def _name(a: Traits, b: Traits) -> str:
    if not (a.family or a.given) or not (b.family or b.given):
        return ""
    if a.numbers and b.numbers and a.numbers != b.numbers:  # Buyer 17 and Buyer 18
        return "differs"
    straight = (_alike(a.family, b.family), _alike(a.given, b.given))
    if a.han and b.han and a.han != b.han:  # 王芳 and 王敏 are two people, 王方 may be a slip
        return "sounds alike" if straight == (1, 1) else "differs"
    crossed = sorted((_alike(a.family, b.given), _alike(a.given, b.family)), reverse=True)
    levels = (_level(*straight), _level(*crossed), _joined_level(a, b))
    return max(levels, key=_NAME_LEVELS.index)


_NAME_LEVELS = ("differs", "family only", "given only", "initial", "close", "same")


def _level(family: float, given: float) -> str:
    """family, given: how alike 0–1, or -1 where one is missing, 0.5 for an initial that fits."""
    if family == 1 and given == 1:
        return "same"
    if family >= _CLOSE and given >= _CLOSE:
        return "close"
    if {family, given} <= {-1.0, 1.0} and 1.0 in (family, given):
        return "initial"
    if family >= _CLOSE and given == _INITIAL:
        return "initial"
    if family >= _CLOSE:
        return "family only"
    return "given only" if given >= _CLOSE else "differs"


def _joined_level(a: Traits, b: Traits) -> str:
    """For names cut differently: "de la|cruz ana" and "de la cruz|ana"."""
    ours = {a.family + a.given, a.given + a.family}
    theirs = {b.family + b.given, b.given + b.family}
    return "same" if ours & theirs else "differs"


_CLOSE, _INITIAL = 0.87, 0.5
LONG_ENOUGH = 4  # letters of a name in which a slip is forgiven


def _alike(a: str, b: str) -> float:
    if not a or not b:
        return -1.0
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return 1.0
    if min(len(a), len(b)) == 1 and a[0] == b[0]:
        return _INITIAL
    shorter, longer = sorted((a.split(), b.split()), key=len)
    if len(longer) > len(shorter) and set(shorter) <= set(longer):  # a middle name more
        return 0.95
    if min(len(a), len(b)) < LONG_ENOUGH:  # Li Wei and Li Wen are two people
        return 0.0
    if DamerauLevenshtein.distance(a, b, score_cutoff=1) == 1:
        return 0.9
    return JaroWinkler.similarity(a, b)


def _shared(a: Sequence[tuple[int, bool]], b: Sequence[tuple[int, bool]]) -> list[bool]:
    theirs = dict(b)
    return [flag for one, flag in a if one in theirs]


def _email(a: Traits, b: Traits) -> str:
    shared = _shared(a.mailboxes, b.mailboxes)
    if shared:
        return "same desk" if all(shared) else "same"
    return "differs" if a.mailboxes and b.mailboxes else ""


def _phone(a: Traits, b: Traits) -> str:
    shared = _shared(a.phones, b.phones)
    if shared:
        return "same mobile" if any(shared) else "same line"
    return "differs" if a.phones and b.phones else ""


def _external(a: Traits, b: Traits) -> str:
    theirs = dict(b.external)
    levels = [_text(number, theirs[source], 1) for source, number in a.external if source in theirs]
    return min(levels, key=("same", "close", "differs").index, default="")


def _birthday(a: Traits, b: Traits) -> str:
    if not a.born_on or not b.born_on:
        return ""
    return _text(f"{a.born_on:%Y%m%d}", f"{b.born_on:%Y%m%d}", 1)


def _company(a: Traits, b: Traits) -> str:
    """ "elsewhere": a name that fits, and domains of which none is the other's."""
    if a.domains & b.domains:
        return "same"
    if not a.company or not b.company:
        return ""
    if numbers_apart(a.company, b.company):
        return "differs"
    if a.company != b.company and JaroWinkler.similarity(a.company, b.company) < 0.93:
        return "differs"
    if a.domains and b.domains and not _labels(a) & _labels(b):
        return "elsewhere"
    return "same" if a.company == b.company else "close"


def _labels(one: Traits) -> set[str]:
    """A firm's domains without what they end in: acme.de and acme.com are one firm's."""
    return {domain.partition(".")[0] for domain in one.domains}


def _text(a: str, b: str, slips: int) -> str:
    """How two short texts compare; "close" is up to `slips` letters off or two swapped."""
    if not a or not b:
        return ""
    if a == b:
        return "same"
    return "close" if DamerauLevenshtein.distance(a, b, score_cutoff=slips) <= slips else "differs"


def _street(a: Traits, b: Traits) -> str:
    if a.street and b.street and _text(a.street, b.street, 3) == "differs":
        return "close" if JaroWinkler.similarity(a.street, b.street) >= 0.9 else "differs"
    return _text(a.street, b.street, 3)


_RULES: dict[str, Callable[[Traits, Traits], str]] = {
    "external number": _external,
    "e-mail": _email,
    "phone": _phone,
    "name": _name,
    "birthday": _birthday,
    "company": _company,
    "street": _street,
    "city": lambda a, b: _text(a.city, b.city, 2),
    "region": lambda a, b: "" if not a.region or not b.region else _equal(a.region, b.region),
    "postcode": lambda a, b: _text(a.postcode, b.postcode, 1),
}


def _equal(a: str, b: str) -> str:
    return "same" if a == b else "differs"

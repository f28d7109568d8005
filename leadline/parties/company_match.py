"""How likely two companies are one: name, domain, country and numbers, explained; pure."""

from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from leadline.parties.match import Verdict
from leadline.parties.normalise.companies import brand_of, placeless
from leadline.parties.normalise.text import has_han, numbers_apart


@dataclass(frozen=True)
class CompanyTraits:
    """What of a company is compared; empty means not known. external: source → number."""

    core: str = ""
    domain: str = ""
    country: str = ""
    external: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CompanyScored:
    """The verdict and what it rests on, such as "same name, other country"."""

    verdict: Verdict
    why: str


def compare_companies(a: CompanyTraits, b: CompanyTraits) -> CompanyScored:
    """The verdict on two companies; symmetric, and never "same" against a contradiction."""
    if set(a.external) & set(b.external):
        return CompanyScored(Verdict.SAME, "same external number")
    same_domain = bool(a.domain) and a.domain == b.domain
    if same_domain and (not a.core or not b.core or alike(a.core, b.core)):
        return CompanyScored(Verdict.SAME, "same domain")
    if a.core and a.core == b.core:
        return _same_name(a, b)
    if same_domain:
        return CompanyScored(Verdict.PROBABLY, "same domain, other name")
    if a.core and b.core and _similar(a.core, b.core):
        return CompanyScored(Verdict.PROBABLY, "similar name")
    return CompanyScored(Verdict.DIFFERENT, "nothing in common")


def alike(a: str, b: str) -> bool:
    """Whether two cores name one firm: a slip, a place or a trade more, a word more at the end."""
    if numbers_apart(a, b):
        return False
    if has_han(a) and has_han(b):
        return brand_of(a) == brand_of(b)
    shorter, longer = sorted((a.split(), b.split()), key=len)
    begins = longer[: len(shorter)] == shorter and (len(shorter) > 1 or len(longer) < 3)
    return begins or JaroWinkler.similarity(a, b) >= 0.93


def _similar(a: str, b: str) -> bool:
    """Stricter than `alike`, for there is no domain to confirm it."""
    if numbers_apart(a, b):
        return False
    if has_han(a) and has_han(b):
        return placeless(a) == placeless(b)
    return JaroWinkler.similarity(a, b) >= 0.93


def _same_name(a: CompanyTraits, b: CompanyTraits) -> CompanyScored:
    if a.country and b.country and a.country != b.country:
        return CompanyScored(Verdict.PROBABLY, "same name, other country")
    if a.domain and b.domain and a.domain.partition(".")[0] != b.domain.partition(".")[0]:
        return CompanyScored(Verdict.PROBABLY, "same name, other domain")
    return CompanyScored(Verdict.SAME, "same name")

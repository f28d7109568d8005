"""Who of those who arrive is here already, or twice in the batch: a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from leadline.parties.candidates import Candidate, Profile, external_hash, read
from leadline.parties.company_match import CompanyScored, CompanyTraits, compare_companies
from leadline.parties.keys import keys_of_company, keys_of_person
from leadline.parties.known import companies_by_key, company_traits, people_by_key, person_traits
from leadline.parties.match import Scored, Traits, Verdict, compare
from leadline.parties.normalise.text import folded, han_of, numbers_in

BLOCK = 50  # a key that more share says nothing about any of them

Key = tuple[str, int]


@dataclass(frozen=True)
class CompanyMatch:
    """The company of one candidate: one that is known, or the one of an earlier candidate."""

    verdict: Verdict = Verdict.DIFFERENT
    company_id: int | None = None
    twin: int | None = None
    why: str = ""


@dataclass(frozen=True)
class MatchResult:
    """What is known of one candidate, at its index in the batch.

    person_id: a known person; twin: the index of the first earlier candidate who is the same, when
    that one is nobody known. Both None when the verdict is "different". scored: the comparison.
    """

    profile: Profile
    verdict: Verdict = Verdict.DIFFERENT
    person_id: int | None = None
    twin: int | None = None
    scored: Scored | None = None
    company: CompanyMatch = CompanyMatch()


def find_matches(candidates: Sequence[Candidate]) -> list[MatchResult]:
    """Each candidate against everybody known and against those before it in the batch."""
    return match_profiles([read(candidate) for candidate in candidates])


def match_profiles(profiles: Sequence[Profile]) -> list[MatchResult]:
    """`find_matches` for candidates that were read before; about 15 queries for any number."""
    keys = [_person_keys(profile) for profile in profiles]
    traits = [traits_of(profile) for profile in profiles]
    found = people_by_key({key for one in keys for key in one})
    known = person_traits({pk for people in found.values() for pk in people[:BLOCK]})
    companies = _match_companies(profiles)
    results: list[MatchResult] = []
    earlier: dict[Key, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        best = MatchResult(profile, company=companies[index])
        for pk in _sharing(keys[index], found):
            if (row := known.get(pk)) is not None:
                best = _better(best, compare(traits[index], row.traits), person_id=row.lives_as)
        for twin in _sharing(keys[index], earlier):
            scored = compare(traits[index], traits[twin])
            same = results[twin] if results[twin].verdict is Verdict.SAME else None
            best = _better(
                best,
                scored,
                person_id=same.person_id if same else None,
                twin=(same.twin if same else twin),
            )
        results.append(best)
        for key in keys[index]:
            earlier[key].append(index)
    return results


def traits_of(profile: Profile) -> Traits:
    """What of somebody who arrives is compared."""
    given = profile.given
    return Traits(
        profile.name.latin_family,
        profile.name.latin_given,
        han_of(profile.name.text),
        numbers_in(folded(profile.name.text)),
        profile.company.core,
        frozenset({*profile.corporate_domains, profile.domain} - {""}),
        tuple((email.hash, email.is_role) for email in profile.emails if email.hash is not None),
        tuple((phone.hash, phone.is_mobile) for phone in profile.phones if phone.hash is not None),
        tuple((folded(source), folded(number)) for source, number in given.external),
        given.born_on,
        folded(given.street),
        folded(given.city),
        folded(given.region),
        folded(given.postcode),
    )


def _person_keys(profile: Profile) -> list[Key]:
    keys: list[Key] = [
        *(("email", email.hash) for email in profile.emails if email.hash is not None),
        *(("phone", phone.hash) for phone in profile.phones if phone.hash is not None),
        *(("external", external_hash(*pair, "person")) for pair in profile.given.external),
    ]
    kept = vars(keys_of_person(profile)).items()
    return keys + [(name, value) for name, value in kept if value is not None]


def _sharing(keys: Iterable[Key], found: Mapping[Key, Sequence[int]]) -> Iterator[int]:
    """Each one that shares a key, once, lowest first; of a crowd the first BLOCK."""
    return iter(sorted({one for key in keys for one in found.get(key, ())[:BLOCK]}))


_RANK = {Verdict.SAME: 2, Verdict.PROBABLY: 1, Verdict.DIFFERENT: 0}


def _better(
    best: MatchResult, scored: Scored, person_id: int | None = None, twin: int | None = None
) -> MatchResult:
    if scored.verdict is Verdict.DIFFERENT:
        return best
    score = best.scored.score if best.scored else 0.0
    if (_RANK[scored.verdict], scored.score) <= (_RANK[best.verdict], score):
        return best
    twin = None if person_id is not None else twin
    return replace(best, verdict=scored.verdict, person_id=person_id, twin=twin, scored=scored)


def _match_companies(profiles: Sequence[Profile]) -> list[CompanyMatch]:
    keys = [_company_keys(profile) for profile in profiles]
    traits = [_company_traits(profile) for profile in profiles]
    found = companies_by_key({key for one in keys for key in one})
    known = company_traits({pk for rows in found.values() for pk in rows[:BLOCK]})
    results: list[CompanyMatch] = []
    earlier: dict[Key, list[int]] = defaultdict(list)
    for index, own in enumerate(traits):
        best = CompanyMatch()
        for pk in _sharing(keys[index], found):
            if (row := known.get(pk)) is not None:
                scored = compare_companies(own, row.traits)
                best = _better_company(best, scored, company_id=row.lives_as)
            if best.verdict is Verdict.SAME:
                break
        for twin in _sharing(keys[index], earlier) if best.verdict is not Verdict.SAME else ():
            same = results[twin] if results[twin].verdict is Verdict.SAME else None
            scored = compare_companies(own, traits[twin])
            best = _better_company(
                best,
                scored,
                company_id=same.company_id if same else None,
                twin=same.twin if same else twin,
            )
            if best.verdict is Verdict.SAME:
                break
        results.append(best)
        for key in keys[index]:
            earlier[key].append(index)
    return results


def _better_company(
    best: CompanyMatch,
    scored: CompanyScored,
    company_id: int | None = None,
    twin: int | None = None,
) -> CompanyMatch:
    if _RANK[scored.verdict] <= _RANK[best.verdict]:
        return best
    return CompanyMatch(
        scored.verdict, company_id, None if company_id is not None else twin, scored.why
    )


def _company_keys(profile: Profile) -> list[Key]:
    kept = vars(keys_of_company(profile)).items()
    return [(name, value) for name, value in kept if value is not None] + [
        ("external", external_hash(*pair, "company")) for pair in profile.given.company_external
    ]


def _company_traits(profile: Profile) -> CompanyTraits:
    given = profile.given
    external = tuple((folded(source), folded(number)) for source, number in given.company_external)
    return CompanyTraits(profile.company.core, profile.domain, given.country, external)

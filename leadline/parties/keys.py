"""The match keys: 64-bit hashes that two records of one party are likely to share; pure.

Only records that share a key are compared. Which slips each key survives stands in
docs/algorithms/matching.md.
"""

from dataclasses import dataclass
from datetime import date

from leadline.parties.candidates import Profile, external_hash
from leadline.parties.normalise.text import folded, hash64


@dataclass(frozen=True)
class PersonKeys:
    """The four keys kept on the person's row; None where a part is missing."""

    key_company: int | None = None
    key_domain: int | None = None
    key_birth: int | None = None
    key_place: int | None = None


@dataclass(frozen=True)
class CompanyKeys:
    """The three keys kept on the company's row."""

    key_name: int | None = None
    key_loose: int | None = None
    key_domain: int | None = None


def person_keys(
    *,
    initials: str,
    company_loose: int | None,
    domain: str,
    born_on: date | None,
    postcode: str,
    street: str,
) -> PersonKeys:
    """Initials within the company or its domain; the birthday; the postcode and street's start."""
    start = folded(street)[:3]
    return PersonKeys(
        hash64("ic", initials, str(company_loose)) if initials and company_loose else None,
        hash64("id", initials, domain) if initials and domain else None,
        hash64("birth", born_on.isoformat()) if born_on else None,
        hash64("place", folded(postcode).replace(" ", ""), start) if postcode and start else None,
    )


def keys_of_person(profile: Profile) -> PersonKeys:
    """The keys of somebody who arrives."""
    return person_keys(
        initials=profile.name.initials,
        company_loose=profile.company.loose_hash,
        domain=profile.domain,
        born_on=profile.given.born_on,
        postcode=profile.given.postcode,
        street=profile.given.street,
    )


def keys_of_company(profile: Profile) -> CompanyKeys:
    """The keys of the company that somebody names."""
    domain = profile.domain
    return CompanyKeys(
        profile.company.hash,
        profile.company.loose_hash,
        hash64("domain", domain) if domain else None,
    )


def all_hashes(profile: Profile) -> set[int]:
    """Every hash that finds this person or company: what is locked before matching."""
    found = {
        *vars(keys_of_person(profile)).values(),
        *vars(keys_of_company(profile)).values(),
        *(email.hash for email in profile.emails),
        *(phone.hash for phone in profile.phones),
        *(external_hash(*pair, "person") for pair in profile.given.external),
        *(external_hash(*pair, "company") for pair in profile.given.company_external),
    }
    return {one for one in found if one is not None}

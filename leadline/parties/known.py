"""Reads of the people and companies that are known: by match key, and as they are compared."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from leadline.parties.company_match import CompanyTraits
from leadline.parties.match import Traits
from leadline.parties.models import Company, EmailAddress, ExternalNumber, Person, PhoneNumber
from leadline.parties.normalise.domains import registered_domain
from leadline.parties.normalise.emails import ROLES, EmailKind
from leadline.parties.normalise.text import folded, han_of, numbers_in

Key = tuple[str, int]


@dataclass(frozen=True)
class KnownPerson:
    """A row as it is compared; `lives_as` is its id, or of the one that it was merged into."""

    lives_as: int
    traits: Traits


@dataclass(frozen=True)
class KnownCompany:
    """A row as it is compared; `lives_as` is its id, or of the one that it was merged into."""

    lives_as: int
    traits: CompanyTraits


def people_by_key(keys: Collection[Key]) -> dict[Key, list[int]]:
    """Ids of people per key, also of those in the bin, ascending: one query per kind of key."""
    return _by_key(
        keys,
        {
            "email": (EmailAddress, "hash", "person_id"),
            "phone": (PhoneNumber, "hash", "person_id"),
            "external": (ExternalNumber, "hash", "person_id"),
            **{
                name: (Person, name, "id")
                for name in ("key_company", "key_domain", "key_birth", "key_place")
            },
        },
    )


def companies_by_key(keys: Collection[Key]) -> dict[Key, list[int]]:
    """As `people_by_key`, of companies."""
    return _by_key(
        keys,
        {
            "external": (ExternalNumber, "hash", "company_id"),
            **{name: (Company, name, "id") for name in ("key_name", "key_loose", "key_domain")},
        },
    )


def person_traits(ids: Collection[int]) -> dict[int, KnownPerson]:
    """Each person by id as they are compared, in four queries."""
    if not ids:
        return {}
    mailboxes: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    domains: dict[int, set[str]] = defaultdict(set)
    rows = EmailAddress.objects.filter(person__in=ids)
    for person, hash_, address, kind in rows.values_list("person", "hash", "address", "kind"):
        local, _at, domain = address.partition("@")
        if hash_ is not None:
            mailboxes[person].append((hash_, local in ROLES))
        if kind == EmailKind.CORPORATE:
            domains[person].add(registered_domain(domain))
    phones: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    numbers = PhoneNumber.objects.filter(person__in=ids)
    for person, hash_, is_mobile in numbers.values_list("person", "hash", "is_mobile"):
        if hash_ is not None:
            phones[person].append((hash_, is_mobile))
    external = _external("person", ids)
    found = Person.with_bin.filter(pk__in=ids).values_list("id", "merged_into", *_COLUMNS)
    return {
        pk: KnownPerson(
            merged_into or pk,
            _traits(row, domains[pk], mailboxes[pk], phones[pk], external[pk]),
        )
        for pk, merged_into, *row in found
    }


# As _traits takes them.
_COLUMNS = (
    "latin",
    "name",
    "company__core",
    "company__domain",
    "born_on",
    "street",
    "city",
    "region",
    "postcode",
)


def company_traits(ids: Collection[int]) -> dict[int, KnownCompany]:
    """Each company by id as it is compared, in two queries."""
    if not ids:
        return {}
    external = _external("company", ids)
    found = Company.with_bin.filter(pk__in=ids).values_list(
        "id", "merged_into", "core", "domain", "country"
    )
    return {
        pk: KnownCompany(
            merged_into or pk, CompanyTraits(core, domain, country, tuple(external[pk]))
        )
        for pk, merged_into, core, domain, country in found
    }


def _traits(
    row: list[Any],
    domains: set[str],
    mailboxes: list[tuple[int, bool]],
    phones: list[tuple[int, bool]],
    external: list[tuple[str, str]],
) -> Traits:
    latin, name, core, domain, born_on, street, city, region, postcode = row
    family, _bar, given = latin.partition("|")
    return Traits(
        family,
        given,
        han_of(name),
        numbers_in(folded(name)),
        core or "",
        frozenset({*domains, domain or ""} - {""}),
        tuple(mailboxes),
        tuple(phones),
        tuple(external),
        born_on,
        folded(street),
        folded(city),
        folded(region),
        folded(postcode),
    )


def _external(party: str, ids: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = ExternalNumber.objects.filter(**{f"{party}__in": ids})
    for pk, source, number in rows.values_list(f"{party}_id", "source", "number"):
        found[pk].append((folded(source), folded(number)))
    return found


Model = type[Person] | type[Company] | type[EmailAddress] | type[PhoneNumber] | type[ExternalNumber]


def _by_key(keys: Iterable[Key], kinds: dict[str, tuple[Model, str, str]]) -> dict[Key, list[int]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, hash_ in keys:
        wanted[kind].add(hash_)
    found: dict[Key, list[int]] = defaultdict(list)
    for kind, hashes in wanted.items():
        model, column, owner = kinds[kind]
        rows = model._base_manager.filter(**{f"{column}__in": hashes, f"{owner}__isnull": False})
        for hash_, pk in rows.order_by(owner).values_list(column, owner):
            found[kind, hash_].append(pk)
    return found

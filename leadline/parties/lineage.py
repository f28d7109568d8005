"""What points at people and companies, declared by every room, so that a merge moves all of it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from leadline.parties.models import (
    Basis,
    Company,
    DoNotContact,
    EmailAddress,
    ExternalNumber,
    Person,
    PhoneNumber,
)
from leadline.parties.normalise.domains import registered_domain
from leadline.parties.normalise.text import hash64

CameThrough = Callable[[Sequence[Any]], Sequence[Collection[int]]]


@dataclass(frozen=True)
class Pointer:
    """One foreign key at a party.

    through: the field of the same row that names a person; a row follows its person when a company
    is split. came_through: for each row the hashes of the address, domain or number that it came
    in by; without both, what is new since a merge stays with the winner.
    """

    model: type[models.Model]
    field: str
    through: str = ""
    came_through: CameThrough | None = None

    @property
    def table(self) -> str:
        return self.model._meta.label_lower


def points_at_person(
    model: type[models.Model], field: str, *, came_through: CameThrough | None = None
) -> None:
    """Declares that `model.field` is a foreign key at Person; called when an app is ready."""
    _declare(_people, Pointer(model, field, came_through=came_through))


def points_at_company(
    model: type[models.Model],
    field: str,
    *,
    through: str = "",
    came_through: CameThrough | None = None,
) -> None:
    """Declares that `model.field` is a foreign key at Company; called when an app is ready."""
    _declare(_companies, Pointer(model, field, through, came_through))


def pointers_at(party: type[Person] | type[Company]) -> Sequence[Pointer]:
    """All that points at people, or at companies; people come before what follows them."""
    return _people if party is Person else _companies


def identity_of(party: Person | Company) -> set[int]:
    """The hashes of all that this party is known by from outside."""
    own = ExternalNumber.objects.filter(**{type(party).stream: party})
    found = set(own.values_list("hash", flat=True))
    if isinstance(party, Company):
        return found | ({_domain_hash(party.domain)} if party.domain else set())
    for model in (EmailAddress, PhoneNumber):
        hashes = model.objects.filter(person=party).values_list("hash", flat=True)
        found |= {hash_ for hash_ in hashes if hash_ is not None}
    return found


def _declare(pointers: list[Pointer], new: Pointer) -> None:
    if (new.table, new.field) not in {(one.table, one.field) for one in pointers}:
        pointers.append(new)


def _domain_hash(domain: str) -> int:
    return hash64("domain", domain)


def _own_hash(rows: Sequence[Any]) -> list[set[int]]:
    return [{row.hash} - {None} for row in rows]


def _domains_of_people(rows: Sequence[Person]) -> list[set[int]]:
    """The domains of people's addresses, by which they came to their company."""
    found: dict[int, set[int]] = {row.pk: set() for row in rows}
    addresses = EmailAddress.objects.filter(person__in=list(found)).exclude(address="")
    for person, address in addresses.values_list("person_id", "address"):
        found[person].add(_domain_hash(registered_domain(address)))
    return [found[row.pk] for row in rows]


_people: list[Pointer] = [
    Pointer(EmailAddress, "person", came_through=_own_hash),
    Pointer(PhoneNumber, "person", came_through=_own_hash),
    Pointer(ExternalNumber, "person", came_through=_own_hash),
    Pointer(Basis, "person"),
    Pointer(DoNotContact, "person", came_through=_own_hash),
    Pointer(Person, "merged_into"),
]
_companies: list[Pointer] = [
    Pointer(Person, "company", came_through=_domains_of_people),
    Pointer(ExternalNumber, "company", came_through=_own_hash),
    Pointer(Company, "merged_into"),
]

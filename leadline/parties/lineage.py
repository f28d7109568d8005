"""What points at people and companies, declared by every room, so that a merge moves all of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_noop as _

from leadline.core.events import EventType
from leadline.core.models import Event
from leadline.parties.models import (
    Basis,
    Company,
    CompanyDuplicate,
    DoNotContact,
    EmailAddress,
    ExternalNumber,
    Merge,
    MergedRow,
    Person,
    PhoneNumber,
    PossibleDuplicate,
)
from leadline.parties.normalise.domains import registered_domain
from leadline.parties.normalise.text import hash64

CameThrough = Callable[[Sequence[Any]], Sequence[Collection[int]]]


@dataclass(frozen=True)
class Pointer:
    """One foreign key at a party.

    noun: what its rows are called, a gettext msgid in the plural. follows: the field of the same
    row that names what it hangs on. came_through: for each row the hashes of the address, domain or
    number that it came in by. What is new since a merge goes, at a split, with whom it came in by;
    else with what it hangs on; else it stays with the winner. told: what a row with a history of
    its own notes when it changes hands: fields name, before. page: the URL's name of one row.
    """

    model: type[models.Model]
    field: str
    noun: str
    follows: str = ""
    came_through: CameThrough | None = None
    told: EventType | None = None
    page: str = ""

    @property
    def table(self) -> str:
        return self.model._meta.label_lower


def points_at_person(pointer: Pointer) -> None:
    """Declares a foreign key at Person; called when an app is ready."""
    _declare(_people, pointer)


def points_at_company(pointer: Pointer) -> None:
    """Declares a foreign key at Company; called when an app is ready."""
    _declare(_companies, pointer)


def told_apart(model: type[models.Model], field: str, reason: str) -> None:
    """Declares that `model.field` names a party and stays as it is in a merge, and why."""
    _apart[model._meta.label_lower, field] = reason


def fields_apart() -> Mapping[tuple[str, str], str]:
    """(table, field) that name a party and that no merge moves, each with the reason."""
    return _apart


def pointers_at(party: type[Person] | type[Company]) -> Sequence[Pointer]:
    """All that points at people, or at companies; what others hang on comes before them."""
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
    Pointer(EmailAddress, "person", _("E-mail addresses"), came_through=_own_hash),
    Pointer(PhoneNumber, "person", _("Phone numbers"), came_through=_own_hash),
    Pointer(ExternalNumber, "person", _("Numbers in other systems"), came_through=_own_hash),
    Pointer(Basis, "person", _("Basis to contact")),
    Pointer(DoNotContact, "person", _("Contact refusals"), came_through=_own_hash),
    Pointer(Person, "merged_into", _("Merged before")),
]
_companies: list[Pointer] = [
    Pointer(Person, "company", _("People"), came_through=_domains_of_people),
    Pointer(ExternalNumber, "company", _("Numbers in other systems"), came_through=_own_hash),
    Pointer(Company, "merged_into", _("Merged before")),
]
_apart: dict[tuple[str, str], str] = {}
for _field in ("person", "lost_person", "company", "lost_company"):
    told_apart(Merge, _field, "It is the lineage itself.")
WHO_WAS_COMPARED = "It says who was compared; pages show who they live on as."
for _field in ("person", "other"):
    told_apart(PossibleDuplicate, _field, WHO_WAS_COMPARED)
for _field in ("company", "other"):
    told_apart(CompanyDuplicate, _field, WHO_WAS_COMPARED)
told_apart(MergedRow, "row_id", "It is the lineage itself.")
told_apart(Event, "stream_id", "What happened stays with whom it happened to.")
told_apart(Event, "actor_id", "It names a colleague, who is no party.")

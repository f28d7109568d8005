"""The tables of people and companies, by noun."""

from leadline.parties.models.contact import Basis, BasisKind, Channel, DoNotContact
from leadline.parties.models.lineage import Merge, MergedRow
from leadline.parties.models.parties import (
    Company,
    CompanyDuplicate,
    DomainKind,
    EmailAddress,
    ExternalNumber,
    KeyLock,
    Person,
    PhoneNumber,
    PossibleDuplicate,
)
from leadline.parties.models.watch import ListName, ScreeningEntry, Subject

__all__ = [
    "Basis",
    "BasisKind",
    "Channel",
    "Company",
    "CompanyDuplicate",
    "DoNotContact",
    "DomainKind",
    "EmailAddress",
    "ExternalNumber",
    "KeyLock",
    "ListName",
    "Merge",
    "MergedRow",
    "Person",
    "PhoneNumber",
    "PossibleDuplicate",
    "ScreeningEntry",
    "Subject",
]

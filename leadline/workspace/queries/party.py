"""The pages of one person and one company: who they are, how to reach them, what there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.core import Locale, UnknownLocaleError
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.access.policy import visible
from leadline.channel.models import Partner
from leadline.core.history import Line as HistoryLine
from leadline.core.history import history_of
from leadline.core.written import listed
from leadline.parties.contact import Standing, basis_for
from leadline.parties.models import (
    Channel,
    Company,
    EmailAddress,
    ExternalNumber,
    Merge,
    Person,
    PhoneNumber,
)
from leadline.records.models import Record
from leadline.search.declared import declared_kinds
from leadline.work.attached import FileRow, files_of_person
from leadline.workspace.queries.fields import Own, own_fields
from leadline.workspace.queries.parties import people_seen
from leadline.workspace.reading import speaker_of

SHOWN = 50  # records and people on one page
Fact = tuple[Promise | str, str]


@dataclass(frozen=True)
class Line:
    """One record of theirs."""

    url: str
    icon: str
    title: str
    stage: str
    owner: str
    opened_at: datetime


@dataclass(frozen=True)
class Way:
    """A channel: what it is reached by, and on what basis; `standing` is false without one.

    removal: the name of the address at which one of the places is taken away.
    """

    icon: str
    places: Sequence[EmailAddress | PhoneNumber]
    removal: str
    standing: Standing


@dataclass(frozen=True)
class PersonPage:
    person: Person
    facts: Sequence[Fact]
    own: Sequence[Own]
    ways: Sequence[Way]
    records: Sequence[Line]
    files: Sequence[FileRow]
    merged: Sequence[tuple[str, datetime]]
    history: Sequence[HistoryLine]


@dataclass(frozen=True)
class CompanyPage:
    company: Company
    partner: Partner | None
    facts: Sequence[Fact]
    own: Sequence[Own]
    people: Sequence[Person]
    records: Sequence[Line]
    merged: Sequence[tuple[str, datetime]]
    history: Sequence[HistoryLine]


LABELS = {
    field.name: field.verbose_name
    for model in (Company, Person)
    for field in model._meta.concrete_fields
} | {"e-mail": _("E-mail address"), "phone": _("Phone number")}


def person_page(person: Person, user: User) -> PersonPage:
    """Of a person whom the user may see."""
    phones = list(person.phones.order_by("pk"))
    emails = list(person.emails.order_by("pk"))
    merges = Merge.objects.filter(person=person, split_at=None).select_related("lost_person")
    return PersonPage(
        person,
        _facts(
            (_("Job title"), person.job_title),
            (
                _("Place"),
                _place(person.street, person.postcode, person.city, _country(person.country)),
            ),
            (_("Language"), _language(person.language)),
            (_("Time zone"), person.zone.replace("_", " ")),
            (_("Numbers elsewhere"), _numbers(ExternalNumber.objects.filter(person=person))),
        ),
        own_fields("person", person.answers),
        [
            Way(
                "phone",
                phones,
                "phone-removal",
                basis_for([person], Channel.PHONE)[0],
            ),
            Way(
                "mail",
                emails,
                "email-removal",
                basis_for([person], Channel.EMAIL)[0],
            ),
        ],
        _records(user, Record.objects.filter(person=person)),
        files_of_person(person, user),
        [(str(one.lost_person), one.merged_at) for one in merges],
        history_of(person, LABELS),
    )


def company_page(company: Company, user: User) -> CompanyPage:
    """Of a company that the user may see."""
    merges = Merge.objects.filter(company=company, split_at=None).select_related("lost_company")
    people = people_seen(user).filter(company=company).order_by("name", "pk")
    return CompanyPage(
        company,
        Partner.objects.filter(company=company).order_by("pk").first(),
        _facts(
            (_("Account manager"), str(company.account_manager or "")),
            (_("Domain"), company.domain),
            (_("Place"), _place(company.city, _country(company.country))),
            (_("Language"), _language(company.language)),
            (_("Numbers elsewhere"), _numbers(ExternalNumber.objects.filter(company=company))),
        ),
        own_fields("company", company.answers),
        list(people[:SHOWN]),
        _records(user, Record.objects.filter(company=company)),
        [(str(one.lost_company), one.merged_at) for one in merges],
        history_of(company, LABELS),
    )


def _facts(*facts: Fact) -> list[Fact]:
    return [fact for fact in facts if fact[1]]


def _place(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _country(code: str) -> str:
    """In the reader's language; the code itself where nobody knows it."""
    return str(Locale.parse(_reader()).territories.get(code, code))


def _language(code: str) -> str:
    """As `_country`."""
    if not code:
        return ""
    try:
        return Locale.parse(to_locale(code)).get_display_name(_reader()) or code
    except (UnknownLocaleError, ValueError):
        return code


def _reader() -> str:
    return to_locale(get_language() or "en")


def _numbers(rows: QuerySet[ExternalNumber]) -> str:
    return listed(rows.order_by("pk"))


def _stage(record: Record) -> str:
    """In the reader's words: the playbook's, or ours where no playbook is followed."""
    if record.version_id:
        return speaker_of(record.version_id).word(record.stage)
    return str(_(record.stage)) if record.stage else ""


def _records(user: User, rows: QuerySet[Record]) -> list[Line]:
    """The newest that the user may see."""
    kinds = declared_kinds()
    seen = visible(user, rows.filter(kind__in=list(kinds)).select_related("owner"))
    return [
        Line(
            reverse(kinds[row.kind].page, args=[row.pk]),
            kinds[row.kind].icon,
            row.title,
            _stage(row),
            str(row.owner or ""),
            row.opened_at,
        )
        for row in seen.order_by("-opened_at", "-pk")[:SHOWN]
    ]

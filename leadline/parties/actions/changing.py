"""What somebody knows better about a person or company: names, places, addresses, kinds."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid
from leadline.parties import events
from leadline.parties.candidates import Candidate, read
from leadline.parties.kinds import firm_kinds
from leadline.parties.models import Company, DomainKind, EmailAddress, Person, PhoneNumber
from leadline.parties.normalise.domains import registered_domain
from leadline.parties.normalise.emails import EmailKind, read_email
from leadline.parties.normalise.phones import read_phone
from leadline.parties.normalise.text import Problem, kept
from leadline.parties.rows import (
    KEY,
    company_values,
    keys_of_company_row,
    keys_of_row,
    new_email,
    new_phone,
    person_values,
)
from leadline.parties.stale import refuse_stale

PERSON_FIELDS = frozenset(
    (
        "name",
        "job_title",
        "country",
        "language",
        "city",
        "region",
        "postcode",
        "street",
        "zone",
        "born_on",
    )
)
COMPANY_FIELDS = {"name": "company", "domain": "website", "country": "country",
                  "language": "language", "city": "city"}  # fmt: skip
REASON = _("The reason")
NOTHING: Mapping[str, object] = MappingProxyType({})


@action(
    "change person",
    _("Changes what is known of a person"),
    changes=("person name", "job title", "country", "language", "city"),
    events=(events.PERSON_CHANGED,),
)
def change_person(
    batch: Batch,
    subject: Person,
    *,
    values: Mapping[str, object],
    seen: Mapping[str, object] = NOTHING,
) -> None:
    """values: names of PERSON_FIELDS → new values, "" or None to empty them.

    seen: of a form, what stood there when it was opened. Raises Invalid, and Stale where somebody
    has changed one of these since.
    """
    _refuse_unknown(values, PERSON_FIELDS)
    refuse_stale(batch, subject, seen)
    zone = str(values.get("zone") or "")
    if zone and zone not in zones():
        sentence = gettext("%(zone)s is not a time zone.") % {"zone": zone}
        raise Invalid(sentence, {"zone": sentence})
    known: dict[str, Any] = {name: value for name, value in values.items() if name != "zone"}
    profile = read(Candidate(**known))
    _refuse_problems(profile.problems)
    wanted = {**_emptied(values), **person_values(profile)}
    if "zone" in values:
        wanted["zone"] = zone
    changes = {key: value for key, value in wanted.items() if getattr(subject, key) != value}
    if changes:
        told = {name: [getattr(subject, name), values[name]] for name in values}
        batch.change(subject, **changes)
        batch.change(subject, **keys_of_row(subject))
        batch.happened(subject, events.PERSON_CHANGED, fields=sorted(values), changes=told)


@action(
    "join company",
    _("Says at which company a person is, where nobody knew"),
    changes=("company",),
    events=(events.PERSON_CHANGED,),
)
def join_company(batch: Batch, subject: Person, *, company: Company) -> None:
    """Raises Invalid for somebody who is at another one: that is a merge or a mistake."""
    if subject.company_id == company.pk:
        return
    if subject.company_id is not None:
        raise Invalid(gettext("This person is at another company."))
    batch.change(subject, company=company)
    batch.change(subject, **keys_of_row(subject))
    told = {"company": ["", str(company)]}
    batch.happened(subject, events.PERSON_CHANGED, fields=["company"], changes=told)


@action(
    "change company",
    _("Changes what is known of a company"),
    changes=("company name", "company domain"),
    events=(events.COMPANY_CHANGED,),
)
def change_company(
    batch: Batch,
    subject: Company,
    *,
    values: Mapping[str, str],
    seen: Mapping[str, object] = NOTHING,
) -> None:
    """values: names of COMPANY_FIELDS → new values; seen: as of `change_person`. Raises Invalid.

    Its people's match keys follow when they are next changed or entered.
    """
    _refuse_unknown(values, frozenset(COMPANY_FIELDS))
    refuse_stale(batch, subject, seen)
    given: dict[str, Any] = {COMPANY_FIELDS[name]: value for name, value in values.items()}
    profile = read(Candidate(**given))
    _refuse_problems(profile.problems)
    if values.get("domain") and not profile.domain:
        sentence = gettext("%(domain)s is not a domain.") % {"domain": values["domain"]}
        raise Invalid(sentence, {"domain": sentence})
    found = {name: value for name, value in company_values(profile).items() if name != "name_key"}
    wanted = {**dict.fromkeys(values, ""), **found}
    if "name" not in values:
        wanted = {name: value for name, value in wanted.items() if name not in ("name", "core")}
    else:
        wanted["name_key"] = profile.company.key[:KEY]
    changes = {key: value for key, value in wanted.items() if getattr(subject, key) != value}
    if changes:
        told = {name: [getattr(subject, name), values[name]] for name in values}
        batch.change(subject, **changes)
        batch.change(subject, **keys_of_company_row(subject))
        batch.happened(subject, events.COMPANY_CHANGED, fields=sorted(values), changes=told)


@action(
    "add e-mail address",
    _("Adds an e-mail address to a person"),
    changes=("e-mail", "e-mail kind", "e-mail is corporate"),
    events=(events.PERSON_CHANGED,),
)
def add_email_address(batch: Batch, subject: Person, *, text: str) -> EmailAddress:
    """The address, or the one that is there already. Raises Invalid when it cannot exist."""
    email = read_email(text)
    if email.hash is None:
        _refuse_problems(email.problems or (_nothing(text),))
    known = EmailAddress.objects.filter(person=subject, hash=email.hash).first()
    if known is not None:
        return known
    told = {"e-mail": [None, email.address]}
    batch.happened(subject, events.PERSON_CHANGED, fields=["e-mail"], changes=told)
    return batch.add(new_email(subject, email, firm_kinds()))


@action(
    "add phone number",
    _("Adds a phone number to a person"),
    changes=("phone",),
    events=(events.PERSON_CHANGED,),
)
def add_phone_number(batch: Batch, subject: Person, *, text: str) -> PhoneNumber:
    """The number, or the one that is there already. Raises Invalid when it cannot be dialed."""
    phone = read_phone(text, subject.country)
    if phone.hash is None:
        _refuse_problems(phone.problems or (_nothing(text),))
    known = PhoneNumber.objects.filter(person=subject, hash=phone.hash).first()
    if known is not None:
        return known
    told = {"phone": [None, phone.number]}
    batch.happened(subject, events.PERSON_CHANGED, fields=["phone"], changes=told)
    return batch.add(new_phone(subject, phone))


@action(
    "set e-mail kind",
    _("Says of one address that it is corporate, free or disposable after all"),
    changes=("e-mail kind", "e-mail is corporate"),
    events=(events.EMAIL_KIND_SET,),
)
def set_email_kind(
    batch: Batch, subject: Person, *, email: EmailAddress, kind: EmailKind, reason: str
) -> None:
    """Raises Invalid without a reason, or for somebody else's address."""
    why = _reason(reason)
    if email.person_id != subject.pk:
        raise Invalid(gettext("This address belongs to somebody else."))
    batch.change(email, kind=kind.value)
    batch.happened(
        subject, events.EMAIL_KIND_SET, address=email.address, kind=kind.value, reason=why
    )


@action(
    "set domain kind",
    _("Says for the firm what kind of addresses a domain has"),
    events=(events.DOMAIN_KIND_SET,),
)
def set_domain_kind(
    batch: Batch, subject: None, *, domain: str, kind: EmailKind, reason: str
) -> DomainKind:
    """It holds for addresses that come from now on. Raises Invalid for what is no domain."""
    why, found = _reason(reason), registered_domain(domain)
    if not found:
        sentence = gettext("%(domain)s is not a domain.") % {"domain": domain}
        raise Invalid(sentence, {"domain": sentence})
    values = {"kind": kind.value, "reason": why, "author": batch.actor.name, "added_at": batch.now}
    known = DomainKind.objects.select_for_update().filter(domain=found).first()
    if known is None:
        known = batch.add(DomainKind(domain=found, **values))
    else:
        batch.change(known, **values)
    batch.happened(known, events.DOMAIN_KIND_SET, domain=found, kind=kind.value, reason=why)
    return known


@cache
def zones() -> frozenset[str]:
    """The names of all time zones; looked up once, since it walks through some 600 files."""
    return frozenset(available_timezones())


def _refuse_unknown(values: Mapping[str, object], allowed: frozenset[str]) -> None:
    if unknown := values.keys() - allowed:
        raise TypeError(f"not a field that can be changed: {sorted(unknown)}")


def _refuse_problems(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise Invalid(str(problems[0]), {problem.field: str(problem) for problem in problems})


def _nothing(text: str) -> Problem:
    return Problem(REASON, "empty", _("Nothing was given."), (("text", text),))


def _reason(text: str) -> str:
    why = kept(text, REASON, 400).text
    if not why:
        raise Invalid(gettext("Say why."), {"reason": gettext("Say why.")})
    return why


def _emptied(values: Mapping[str, object]) -> dict[str, object]:
    blank: dict[str, object] = {name: None if name == "born_on" else "" for name in values}
    if "name" in values:
        blank |= dict.fromkeys(("name_key", "family", "given", "latin"), "")
    if "job_title" in values:
        blank["job_title_key"] = ""
    return blank


reserve("set domain kind", MANAGER)

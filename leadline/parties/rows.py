"""Rows of people and companies made and changed from what was read of them; nothing is written."""

from collections.abc import Iterator, Mapping
from datetime import date

from leadline.parties.candidates import Profile
from leadline.parties.keys import keys_of_company, keys_of_person, person_keys
from leadline.parties.models import Company, EmailAddress, Person, PhoneNumber
from leadline.parties.normalise.companies import CompanyName, read_company
from leadline.parties.normalise.emails import Email, EmailKind, kind_of
from leadline.parties.normalise.names import PersonName
from leadline.parties.normalise.phones import Phone
from leadline.parties.normalise.text import comparable, hash64

Values = dict[str, object]
KEY = 400  # characters of what is compared; some letters fold into eighteen


def person_values(profile: Profile) -> Values:
    """The columns of a person that the profile fills; blank ones are left out."""
    given = profile.given
    values: Values = {
        **(name_values(profile.name) if profile.name.text else {}),
        "job_title": given.job_title,
        "job_title_key": comparable(given.job_title)[:KEY],
        **{name: getattr(given, name) for name in PLAIN},
        "born_on": given.born_on,
    }
    return {name: value for name, value in values.items() if value}


PLAIN = ("country", "language", "city", "region", "postcode", "street")


def name_values(name: PersonName) -> Values:
    """The columns that hold a person's name."""
    return {
        "name": name.text,
        "name_key": name.key[:KEY],
        "family": name.family,
        "given": name.given,
        "latin": f"{name.latin_family[:KEY]}|{name.latin_given[:KEY]}" if name.latin else "",
    }


def company_values(profile: Profile) -> Values:
    """The columns of a company that the profile fills; blank ones are left out."""
    given = profile.given
    values: Values = {
        **company_name_values(profile.company, profile.domain),
        "domain": profile.domain,
        "country": given.country,
        "language": given.language,
        "city": given.city,
    }
    return {name: value for name, value in values.items() if value}


def company_name_values(name: CompanyName, domain: str) -> Values:
    """The columns that hold a company's name; one that is known by its domain is called so."""
    shown = name.text or domain
    return {"name": shown, "name_key": comparable(shown)[:KEY], "core": name.core[:KEY]}


def new_person(profile: Profile, company: Company | None) -> Person:
    """A row for somebody nobody knows."""
    return Person(company=company, **person_values(profile), **vars(keys_of_person(profile)))


def new_company(profile: Profile) -> Company:
    """A row for a company nobody knows."""
    return Company(**company_values(profile), **vars(keys_of_company(profile)))


def keys_of_row(person: Person) -> Values:
    """The match keys of a person whose row has changed."""
    family, _bar, given = person.latin.partition("|")
    company = person.company
    found = person_keys(
        initials=PersonName(latin_family=family, latin_given=given).initials,
        company_loose=company.key_loose if company else None,
        domain=company.domain if company else "",
        born_on=person.born_on if isinstance(person.born_on, date) else None,
        postcode=person.postcode,
        street=person.street,
    )
    return dict(vars(found))


def keys_of_company_row(company: Company) -> Values:
    """The match keys of a company whose row has changed."""
    name = read_company(company.name if company.core else "")
    return {
        "key_name": name.hash,
        "key_loose": name.loose_hash,
        "key_domain": hash64("domain", company.domain) if company.domain else None,
    }


def new_email(person: Person, email: Email, firm: Mapping[str, EmailKind]) -> EmailAddress:
    """A row for an address; one that cannot exist is kept without `address` and kind."""
    kind = kind_of(email.domain, firm) if email.domain else ""
    return EmailAddress(
        person=person, text=email.text, address=email.address, kind=kind, hash=email.hash
    )


def new_phone(person: Person, phone: Phone) -> PhoneNumber:
    """A row for a number; one that cannot be dialed is kept with its flaw."""
    flaws: Iterator[str] = (problem.code for problem in phone.problems)
    return PhoneNumber(
        person=person,
        text=phone.text,
        number=phone.number,
        extension=phone.extension[:40],
        is_mobile=phone.is_mobile,
        flaw=next(flaws, "")[:20],
        hash=phone.hash,
    )

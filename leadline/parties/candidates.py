"""What arrives about a person, and the same read into names, addresses, keys and problems; pure."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_noop as _

from leadline.parties.normalise.companies import CompanyName, read_company
from leadline.parties.normalise.domains import registered_domain
from leadline.parties.normalise.emails import Email, EmailKind, kind_of, read_email
from leadline.parties.normalise.names import PersonName, read_name
from leadline.parties.normalise.phones import Phone, read_phone
from leadline.parties.normalise.text import Kept, Problem, folded, hash64, kept

MANY = 10  # addresses and numbers of one person that are read


@dataclass(frozen=True)
class Candidate:
    """Somebody as a form, a file or a machine says; every field may be missing.

    name, or given and family. country: ISO 3166, also the hint for phones. external: (source,
    number) pairs of the person; company_external: those of the company.
    """

    name: str = ""
    given: str = ""
    family: str = ""
    company: str = ""
    website: str = ""
    job_title: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    street: str = ""
    born_on: date | None = None
    external: tuple[tuple[str, str], ...] = ()
    company_external: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Profile:
    """A candidate that was read: safe to keep, ready to compare, with all that is doubtful."""

    given: Candidate
    name: PersonName
    company: CompanyName
    emails: tuple[Email, ...]
    phones: tuple[Phone, ...]
    problems: tuple[Problem, ...] = field(default=())

    @cached_property
    def domain(self) -> str:
        """The company's registered domain: from its website, else from a corporate address."""
        website = registered_domain(self.given.website) if self.given.website else ""
        return website or next(iter(self.corporate_domains), "")

    @cached_property
    def corporate_domains(self) -> tuple[str, ...]:
        return tuple(
            email.registered
            for email in self.emails
            if email.registered and kind_of(email.domain, {}) is EmailKind.CORPORATE
        )

    @property
    def is_blank(self) -> bool:
        """Whether nothing says who this is but numbers of other systems."""
        return not (self.name.text or self.company.text or self.emails or self.phones)


_PLAIN = {
    "job_title": (_("The job title"), 200),
    "country": (_("The country"), 2),
    "language": (_("The language"), 10),
    "city": (_("The city"), 100),
    "region": (_("The region"), 100),
    "postcode": (_("The postcode"), 20),
    "street": (_("The street"), 200),
    "website": (_("The website"), 253),
}
_NUMBER = _("The external number")


def read(candidate: Candidate) -> Profile:
    """Reads every field of a candidate; never raises, whatever a stranger has typed."""
    problems: list[Problem] = []
    texts: dict[str, Any] = {}
    for column, (label, limit) in _PLAIN.items():
        value: str = getattr(candidate, column)
        if value:
            texts[column] = _noted(kept(value, label, limit), problems)
    if "country" in texts:
        texts["country"] = texts["country"].upper()
    safe = replace(
        candidate,
        **texts,
        external=_numbers(candidate.external, problems),
        company_external=_numbers(candidate.company_external, problems),
    )
    name = read_name(candidate.name, family=candidate.family, given=candidate.given)
    company = read_company(candidate.company)
    emails = tuple(read_email(raw) for raw in candidate.emails[:MANY] if raw and raw.strip())
    phones = tuple(
        read_phone(raw, safe.country) for raw in candidate.phones[:MANY] if raw and raw.strip()
    )
    problems += [*name.problems, *company.problems]
    problems += [problem for email in emails for problem in email.problems]
    problems += [problem for phone in phones for problem in phone.problems]
    return Profile(safe, name, company, emails, phones, tuple(problems))


def external_hash(source: str, number: str, party: str) -> int:
    """The hash of another system's number; party: "person" or "company"."""
    return hash64("external", party, folded(source), folded(number))


def _numbers(
    pairs: tuple[tuple[str, str], ...], problems: list[Problem]
) -> tuple[tuple[str, str], ...]:
    safe = (
        (_noted(kept(source, _NUMBER, 80), problems), _noted(kept(number, _NUMBER, 120), problems))
        for source, number in pairs[:MANY]
    )
    return tuple((source, number) for source, number in safe if source and number)


def _noted(safe: Kept, problems: list[Problem]) -> str:
    problems.extend(safe.problems)
    return safe.text

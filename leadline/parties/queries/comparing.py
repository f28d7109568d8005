"""Two people or two companies side by side, and who a third one might be: constant queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leadline.conditions.catalogue import normalised
from leadline.parties.company_match import compare_companies
from leadline.parties.known import Key, companies_by_key, company_traits, people_by_key
from leadline.parties.known import person_traits as traits_of
from leadline.parties.lineage import pointers_at
from leadline.parties.match import Evidence, Verdict, compare
from leadline.parties.models import Company, ExternalNumber, Person

Party = TypeVar("Party", Person, Company)
MOST = 10
PERSON_FACTS = (
    "name", "company", "job_title", "country", "language", "city", "region", "postcode", "street",
    "born_on",
)  # fmt: skip
COMPANY_FACTS = ("name", "domain", "country", "language", "city", "account_manager")
FIELDS = {
    "external number": _("number in another system"),
    "e-mail": _("e-mail address"),
    "phone": _("phone number"),
    "name": _("name"),
    "birthday": _("birthday"),
    "company": _("company"),
    "street": _("street"),
    "city": _("city"),
    "region": _("region"),
    "postcode": _("postcode"),
}
LEVELS = {
    "same": _("the same"),
    "same desk": _("the same, of a desk"),
    "same mobile": _("the same, a mobile"),
    "same line": _("the same, a line"),
    "close": _("nearly the same"),
    "elsewhere": _("a name that fits, at another domain"),
    "initial": _("fits the initial"),
    "sounds alike": _("sounds alike"),
    "given only": _("only the given name"),
    "family only": _("only the family name"),
    "differs": _("differs"),
}
REASONS = {
    "same external number": _("the same number in another system"),
    "same domain": _("the same domain"),
    "same domain, other name": _("the same domain, another name"),
    "similar name": _("a similar name"),
    "same name, other country": _("the same name, another country"),
    "same name, other domain": _("the same name, another domain"),
    "same name": _("the same name"),
}


@dataclass(frozen=True)
class Fact:
    """One thing known of both. name: as `merging` knows the choice. is_choice: they contradict."""

    name: str
    label: str
    ours: str
    theirs: str

    @property
    def is_choice(self) -> bool:
        return bool(self.ours and self.theirs and self.ours != self.theirs)


@dataclass(frozen=True)
class Kept:
    """What stays of both, such as addresses: what each has, and how many rows would move."""

    label: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Two parties. moves: per kind of row how many would move to `ours`; why: what is alike."""

    ours: Person | Company
    theirs: Person | Company
    facts: Sequence[Fact]
    kept: Sequence[Kept]
    moves: Sequence[tuple[str, int]]
    why: str


@dataclass(frozen=True)
class Likely:
    """Somebody who may be the same, and why."""

    party: Person | Company
    why: str


def comparison_of(ours: Party, theirs: Party) -> Comparison:
    """Everything that a person needs to see before two become one."""
    names = PERSON_FACTS if isinstance(ours, Person) else COMPANY_FACTS
    facts = [
        Fact(name, label_of(ours, name), _text(ours, name), _text(theirs, name)) for name in names
    ]
    why = why_people(ours, theirs) if isinstance(ours, Person) else why_companies(ours, theirs)
    moves = [
        (gettext(one.noun), one.model._default_manager.filter(**{one.field: theirs.pk}).count())
        for one in pointers_at(type(ours))
    ]
    return Comparison(
        ours, theirs, [one for one in facts if one.ours or one.theirs],
        _kept(ours, theirs), [one for one in moves if one[1]], why,
    )  # fmt: skip


def label_of(party: Person | Company, name: str) -> str:
    """What the field is called on the screen."""
    model, name = (Company, "name") if name == "company" else (type(party), name)
    columns = {column.name: column for column in model._meta.concrete_fields}
    return str(columns[name].verbose_name)


def why_people(ours: Person, theirs: Person) -> str:
    """What speaks for one person, and what against."""
    known = traits_of([ours.pk, theirs.pk])
    return told(compare(known[ours.pk].traits, known[theirs.pk].traits).evidence)


def why_companies(ours: Company, theirs: Company) -> str:
    known = company_traits([ours.pk, theirs.pk])
    return told_reason(compare_companies(known[ours.pk].traits, known[theirs.pk].traits).why)


def told(evidence: Sequence[Evidence]) -> str:
    """ "name the same; city differs": what weighs most first, in the reader's language."""
    ordered = sorted(evidence, key=lambda one: -abs(one.weight))
    return "; ".join(
        gettext("%(field)s %(how)s")
        % {"field": FIELDS.get(one.field, one.field), "how": LEVELS.get(one.how, one.how)}
        for one in ordered
    )


def told_reason(why: str) -> str:
    return str(REASONS.get(why, ""))


def likely_people(person: Person) -> list[Likely]:
    """Living people who share a key with this one and compare as perhaps the same, best first."""
    keys: list[Key] = [
        *(("email", one.hash) for one in person.emails.all() if one.hash is not None),
        *(("phone", one.hash) for one in person.phones.all() if one.hash is not None),
        *_own_keys(person, ("key_company", "key_domain", "key_birth", "key_place")),
    ]
    ids = {pk for found in people_by_key(keys).values() for pk in found[:50]} - {person.pk}
    known = traits_of([person.pk, *sorted(ids)])
    scored = [
        (compare(known[person.pk].traits, known[pk].traits), pk)
        for pk in sorted(ids)
        if known[pk].lives_as == pk
    ]
    good = sorted(
        (one for one in scored if one[0].verdict is not Verdict.DIFFERENT),
        key=lambda one: -one[0].score,
    )[:MOST]
    people = Person.objects.select_related("company").in_bulk([pk for _, pk in good])
    return [Likely(people[pk], told(scored.evidence)) for scored, pk in good if pk in people]


def likely_companies(company: Company) -> list[Likely]:
    """Living companies that share a key with this one and compare as perhaps the same."""
    keys = _own_keys(company, ("key_name", "key_loose", "key_domain"))
    ids = {pk for found in companies_by_key(keys).values() for pk in found[:50]} - {company.pk}
    known = company_traits([company.pk, *sorted(ids)])
    good = [
        (scored.why, pk)
        for pk in sorted(ids)
        if known[pk].lives_as == pk
        and (scored := compare_companies(known[company.pk].traits, known[pk].traits)).verdict
        is not Verdict.DIFFERENT
    ][:MOST]
    companies = Company.objects.in_bulk([pk for _, pk in good])
    return [Likely(companies[pk], told_reason(why)) for why, pk in good if pk in companies]


def found_by_name(party: Party, text: str) -> list[Likely]:
    """Living ones whose name holds the text, other than this one; the first few by name."""
    wanted = normalised(text)[:100]
    if not wanted:
        return []
    rows = type(party)._default_manager.filter(name_key__contains=wanted, merged_into=None)
    return [Likely(one, "") for one in rows.exclude(pk=party.pk).order_by("name_key", "pk")[:MOST]]


def _own_keys(party: Person | Company, names: Sequence[str]) -> list[Key]:
    found = [(name, getattr(party, name)) for name in names]
    return [(name, value) for name, value in found if value is not None]


def _text(party: Person | Company, name: str) -> str:
    return str(getattr(party, name) or "")


def _kept(ours: Party, theirs: Party) -> list[Kept]:
    sides = [_ways(ours), _ways(theirs)]
    labels = [label for label in sides[0] if sides[0][label] or sides[1][label]]
    return [Kept(label, sides[0][label], sides[1][label]) for label in labels]


def _ways(party: Person | Company) -> dict[str, tuple[str, ...]]:
    numbers = ExternalNumber.objects.filter(**{type(party).stream: party}).order_by("pk")
    found = {gettext("Numbers in other systems"): tuple(map(str, numbers))}
    if isinstance(party, Person):
        found = {
            gettext("E-mail addresses"): tuple(map(str, party.emails.order_by("pk"))),
            gettext("Phone numbers"): tuple(map(str, party.phones.order_by("pk"))),
        } | found
    return found

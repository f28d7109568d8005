"""People and companies brought in: found or made, filled or overwritten, in batches."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Stale
from leadline.core.events import EventType
from leadline.core.models import Eventful
from leadline.core.remembered import remembered
from leadline.parties import events
from leadline.parties.actions.deleting import bring_back_party
from leadline.parties.actions.locking import lock_keys
from leadline.parties.candidates import Profile, external_hash
from leadline.parties.duplicates import MatchResult, match_profiles
from leadline.parties.keys import all_hashes
from leadline.parties.kinds import firm_kinds
from leadline.parties.match import Verdict
from leadline.parties.models import (
    Company,
    EmailAddress,
    ExternalNumber,
    Person,
    PhoneNumber,
    PossibleDuplicate,
)
from leadline.parties.normalise.emails import EmailKind
from leadline.parties.rows import (
    Values,
    company_values,
    keys_of_company_row,
    keys_of_row,
    new_company,
    new_email,
    new_person,
    new_phone,
    person_values,
)

Party = TypeVar("Party", Person, Company)


class OnMatch(StrEnum):
    """What is done with somebody who is known."""

    SKIP = "skip"
    FILL = "fill blanks"
    OVERWRITE = "overwrite"


@dataclass(frozen=True)
class Entered:
    """What became of one candidate. person and company have their ids once the batch is written."""

    person: Person
    company: Company | None
    is_new: bool
    match: MatchResult


@dataclass
class _Known:
    """What the people met in this batch have already, so that nothing is added twice."""

    people: dict[int, Person]
    companies: dict[int, Company]
    kinds: dict[str, EmailKind]
    reached: set[tuple[int, int]]  # (id(person), hash of an address or number)
    numbers: set[int] = field(default_factory=set)


@action(
    "enter people",
    _("Adds people and their companies, or finds them when they are known"),
    events=(
        events.PERSON_ADDED,
        events.PERSON_CHANGED,
        events.COMPANY_ADDED,
        events.COMPANY_CHANGED,
    ),
)
def enter_people(
    batch: Batch,
    subject: None,
    *,
    profiles: Sequence[Profile],
    on_match: OnMatch = OnMatch.FILL,
) -> list[Entered]:
    """Each profile's person and company, in the order given.

    Who is the same is joined; who is probably the same is added, and a person is asked (see
    PossibleDuplicate); a company that comes with a person records no event of its own.
    """
    lock_keys({hash_ for profile in profiles for hash_ in all_hashes(profile)})
    matches = match_profiles(profiles)
    known = _load(batch, matches)
    entered: list[Entered] = []
    for match in matches:
        company = _company(batch, match, entered, known, on_match)
        person = _person(match, entered, known)
        if person is None:
            person = batch.add(new_person(match.profile, company))
            batch.happened(
                person,
                events.PERSON_ADDED,
                name=person.name,
                company=company.name if company else "",
            )
            _ask_about(batch, person, match, entered, known)
            is_new = True
        else:
            is_new = False
            if on_match is not OnMatch.SKIP:
                _update_person(batch, person, company, match.profile, on_match)
        if is_new or on_match is not OnMatch.SKIP:
            added = _add_ways(batch, person, match.profile, known)
            if added and not is_new:
                _tell_ways(batch, person, added)
        entered.append(Entered(person, company, is_new, match))
    return entered


def _load(batch: Batch, matches: Sequence[MatchResult]) -> _Known:
    people_ids = {one.person_id for one in matches if one.person_id is not None}
    company_ids = {one.company.company_id for one in matches if one.company.company_id is not None}
    people = batch.lock([Person(pk=pk) for pk in sorted(people_ids)])
    company_ids |= {person.company_id for person in people if person.company_id is not None}
    companies = {row.pk: row for row in batch.lock([Company(pk=pk) for pk in sorted(company_ids)])}
    merged = {row.merged_into_id for row in people}  # while this waited for the lock
    if (merged | {row.merged_into_id for row in companies.values()}) - {None}:
        raise Stale(gettext("Somebody merged one of these people or companies. Try again."))
    met: list[Person | Company] = [*people, *companies.values()]
    for party in met:
        bring_back_party(batch, party)
    for person in people:
        person.company = companies[person.company_id] if person.company_id else None
    by_id = {person.pk: person for person in people}
    reached = {
        (id(by_id[person_id]), hash_)
        for model in (EmailAddress, PhoneNumber)
        for person_id, hash_ in model.objects.filter(person__in=people_ids).values_list(
            "person_id", "hash"
        )
        if hash_ is not None
    }
    hashes = {number for one in matches for number, *_rest in _numbers(one.profile)}
    taken = ExternalNumber.objects.filter(hash__in=hashes).values_list("hash", flat=True)
    return _Known(by_id, companies, remembered(firm_kinds), reached, set(taken))


def _person(match: MatchResult, entered: Sequence[Entered], known: _Known) -> Person | None:
    if match.verdict is not Verdict.SAME:
        return None
    if match.person_id is not None:
        return known.people[match.person_id]
    return entered[match.twin].person if match.twin is not None else None


def _company(
    batch: Batch,
    match: MatchResult,
    entered: Sequence[Entered],
    known: _Known,
    on_match: OnMatch,
) -> Company | None:
    found = match.company
    if not (match.profile.company.text or match.profile.domain):
        return None
    company: Company | None = None
    if found.verdict is Verdict.SAME and found.company_id is not None:
        company = known.companies[found.company_id]
    elif found.verdict is Verdict.SAME and found.twin is not None:
        company = entered[found.twin].company
    if company is None:
        company = batch.add(new_company(match.profile))
    elif on_match is not OnMatch.SKIP:
        values = company_values(match.profile)
        # A spelling is no news, and the name is what it was found by.
        names = ("name", "name_key", "core") if company.core else ()
        wanted = {name: value for name, value in values.items() if name not in names}
        _change(batch, company, events.COMPANY_CHANGED, wanted, OnMatch.FILL, keys_of_company_row)
    for hash_, source, number, party in _numbers(match.profile):
        if party == "company" and hash_ not in known.numbers:
            known.numbers.add(hash_)
            batch.add(ExternalNumber(source=source, number=number, hash=hash_, company=company))
    return company


def _update_person(
    batch: Batch, person: Person, company: Company | None, profile: Profile, on_match: OnMatch
) -> None:
    values = person_values(profile)
    if on_match is OnMatch.FILL and person.name:
        values = {name: value for name, value in values.items() if name not in NAMES}
    if company is not None and (person.company is None or on_match is OnMatch.OVERWRITE):
        values["company"] = company
    _change(batch, person, events.PERSON_CHANGED, values, on_match, keys_of_row)


NAMES = ("name", "name_key", "family", "given", "latin")


def _change(
    batch: Batch,
    row: Party,
    event: EventType,
    values: Values,
    on_match: OnMatch,
    keys: Callable[[Party], Values],
) -> None:
    """Sets what differs (only blanks where blanks are filled), and says before and after."""
    changes = {
        name: (before, value)
        for name, value in values.items()
        if (before := getattr(row, name)) != value and (on_match is OnMatch.OVERWRITE or not before)
    }
    if not changes:
        return
    batch.change(row, **{name: after for name, (_before, after) in changes.items()})
    batch.change(row, **keys(row))
    told = {name: [_told(before), _told(after)] for name, (before, after) in changes.items()}
    shown = sorted(name for name in told if not name.endswith("_key") and name not in HIDDEN)
    batch.happened(row, event, fields=shown, changes=told)


HIDDEN = ("core", "latin")  # they follow from others, and are told so that they can be put back


def _told(value: object) -> object:
    return {"id": value.pk, "name": str(value)} if isinstance(value, Eventful) else value


def _ask_about(
    batch: Batch, person: Person, match: MatchResult, entered: Sequence[Entered], known: _Known
) -> None:
    if match.verdict is not Verdict.PROBABLY or match.scored is None:
        return
    other = (
        known.people[match.person_id]
        if match.person_id is not None
        else entered[match.twin or 0].person
    )
    why = [[one.field, one.how, one.weight] for one in match.scored.evidence]
    batch.add(
        PossibleDuplicate(
            person=person, other=other, score=match.scored.score, why=why, found_at=batch.now
        )
    )


def _add_ways(
    batch: Batch, person: Person, profile: Profile, known: _Known
) -> dict[str, list[Any]]:
    """Adds the addresses and numbers that the person does not have yet, and says which."""
    added: dict[str, list[Any]] = defaultdict(list)
    for email in profile.emails:
        if _is_new(person, email.hash, known.reached):
            added["e-mail"].append(batch.add(new_email(person, email, known.kinds)).text)
    for phone in profile.phones:
        if _is_new(person, phone.hash, known.reached):
            added["phone"].append(batch.add(new_phone(person, phone)).text)
    for hash_, source, number, party in _numbers(profile):
        if party == "person" and hash_ not in known.numbers:
            known.numbers.add(hash_)
            batch.add(ExternalNumber(source=source, number=number, hash=hash_, person=person))
            added["number"].append([source, number])
    return added


def _tell_ways(batch: Batch, person: Person, added: Mapping[str, list[Any]]) -> None:
    told = {name: [None, values] for name, values in added.items()}
    batch.happened(person, events.PERSON_CHANGED, fields=sorted(added), changes=told)


def _is_new(person: Person, hash_: int | None, reached: set[tuple[int, int]]) -> bool:
    if hash_ is None:
        return person._state.adding
    if (id(person), hash_) in reached:
        return False
    reached.add((id(person), hash_))
    return True


def _numbers(profile: Profile) -> Iterator[tuple[int, str, str, str]]:
    for party, pairs in (
        ("person", profile.given.external),
        ("company", profile.given.company_external),
    ):
        for source, number in pairs:
            yield external_hash(source, number, party), source, number, party

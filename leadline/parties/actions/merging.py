"""People and companies merged, and split again with every record back where it belongs."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.parties import events
from leadline.parties.merges import Parted, part, refuse_merge, refuse_split, unite
from leadline.parties.models import (
    Company,
    CompanyDuplicate,
    Merge,
    Person,
    PossibleDuplicate,
)
from leadline.parties.partings import Chosen
from leadline.parties.rows import keys_of_company_row, keys_of_row

# What may be chosen when two become one, and its columns; the first says whether it is blank.
PERSON_CHOICES: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "name_key", "family", "given", "latin"),
    "company": ("company_id",),
    "job_title": ("job_title", "job_title_key"),
    **{
        name: (name,)
        for name in ("country", "language", "city", "region", "postcode", "street", "zone")
    },
    "born_on": ("born_on",),
}
COMPANY_CHOICES: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "name_key"),
    **{name: (name,) for name in ("domain", "country", "language", "city")},
    "account_manager": ("account_manager_id",),
}


@action(
    "merge people",
    _("Merges people who are one person; it can be undone by a split"),
    events=(events.PEOPLE_MERGED, events.PERSON_TAKEN_UP),
)
def merge_people(
    batch: Batch, subject: Person, *, losers: Sequence[Person], taking: Collection[str] = ()
) -> list[Merge]:
    """The subject stays: all that pointed at the others points at them, and blanks are filled.

    taking: names of PERSON_CHOICES in which the others' value replaces the subject's. Raises
    Refused when one of them is the subject or lives on in another person already.
    """
    rows = batch.lock(losers)
    refuse_merge(subject, rows)
    _refuse_unknown(taking, PERSON_CHOICES)
    merges = [unite(batch, subject, row, PERSON_CHOICES, taking) for row in rows]
    batch.change(subject, **keys_of_row(subject))
    _settle(batch, [subject, *rows], are_same=True)
    for row in rows:
        batch.happened(subject, events.PEOPLE_MERGED, name=row.name, took=sorted(taking))
        batch.happened(row, events.PERSON_TAKEN_UP, name=subject.name)
    return merges


@action(
    "split people",
    _("Takes a merge of people back: every record returns to where it belongs"),
    events=(events.PEOPLE_SPLIT,),
)
def split_people(
    batch: Batch,
    subject: Person,
    *,
    merge: Merge,
    chosen: Chosen = MappingProxyType({}),
) -> Parted:
    """The subject is who stayed. What is new since stays too, unless it came in through an
    address or number that only the other had. chosen: of new rows that hang on no other whether
    they go, by (table, id). Raises Refused when a later merge stands in the way.
    """
    refuse_split(subject, merge)
    [loser] = batch.lock([Person(pk=merge.lost_person_id)])
    parted = part(batch, merge, subject, loser, chosen)
    batch.change(subject, **keys_of_row(subject))
    _settle(batch, [subject, loser], are_same=False)
    for row in (subject, loser):
        batch.happened(row, events.PEOPLE_SPLIT, name=loser.name)
    return parted


@action(
    "merge companies",
    _("Merges companies that are one company; it can be undone by a split"),
    events=(events.COMPANIES_MERGED, events.COMPANY_TAKEN_UP),
)
def merge_companies(
    batch: Batch, subject: Company, *, losers: Sequence[Company], taking: Collection[str] = ()
) -> list[Merge]:
    """As `merge_people`, with COMPANY_CHOICES; the others' people become the subject's.

    What was learned of both is kept together; where both say something, the subject's stands. Its
    match keys stay, so that a name that gave way still finds it; the others' find the others.
    """
    rows = batch.lock(losers)
    refuse_merge(subject, rows)
    _refuse_unknown(taking, COMPANY_CHOICES)
    merges = [unite(batch, subject, row, COMPANY_CHOICES, taking) for row in rows]
    for row in rows:
        batch.happened(subject, events.COMPANIES_MERGED, name=row.name, took=sorted(taking))
        batch.happened(row, events.COMPANY_TAKEN_UP, name=subject.name)
    return merges


@action(
    "split companies",
    _("Takes a merge of companies back: every record returns to where it belongs"),
    events=(events.COMPANIES_SPLIT,),
)
def split_companies(
    batch: Batch,
    subject: Company,
    *,
    merge: Merge,
    chosen: Chosen = MappingProxyType({}),
) -> Parted:
    """As `split_people`, for companies; what is new follows its person, else its domain."""
    refuse_split(subject, merge)
    [loser] = batch.lock([Company(pk=merge.lost_company_id)])
    parted = part(batch, merge, subject, loser, chosen)
    batch.change(subject, **keys_of_company_row(subject))
    for row in (subject, loser):
        batch.happened(row, events.COMPANIES_SPLIT, name=loser.name)
    return parted


@action(
    "settle possible duplicate",
    _("Decides whether two people who are probably the same are one"),
    events=(events.DUPLICATE_SETTLED, events.PEOPLE_MERGED, events.PERSON_TAKEN_UP),
)
def settle_duplicate(
    batch: Batch, subject: Person, *, duplicate: PossibleDuplicate, are_same: bool
) -> None:
    """The subject is the one known longer. One person: they are merged. Two: nobody asks again.

    Raises Refused when it was decided already.
    """
    if duplicate.settled_at is not None:
        raise Refused(gettext("Somebody has decided about these two already."))
    [newer] = batch.lock([duplicate.person])
    batch.change(duplicate, settled_at=batch.now, are_same=are_same)
    decision = "one person" if are_same else "two people"
    batch.happened(subject, events.DUPLICATE_SETTLED, name=newer.name, decision=decision)
    if are_same:
        merge_people.within(batch, subject, losers=[newer])


@action(
    "settle company duplicate",
    _("Decides that two companies that look the same are two; nobody asks again"),
    events=(events.COMPANY_DUPLICATE_SETTLED,),
)
def settle_company_duplicate(batch: Batch, subject: Company, *, other: Company) -> None:
    """Raises Refused when it was decided already."""
    [other] = batch.lock([other])
    older, newer = sorted((subject, other), key=lambda one: one.pk)
    if older is newer or CompanyDuplicate.objects.filter(company=newer, other=older).exists():
        raise Refused(gettext("Somebody has decided about these two already."))
    batch.add(CompanyDuplicate(company=newer, other=older, settled_at=batch.now))
    batch.happened(subject, events.COMPANY_DUPLICATE_SETTLED, name=other.name)


def _settle(batch: Batch, people: Sequence[Person], *, are_same: bool) -> None:
    """What was asked about these is answered by what was done; nobody asks again."""
    about = PossibleDuplicate.objects.filter(person__in=people, other__in=people)
    for asked in about.exclude(are_same=are_same).select_for_update().order_by("pk"):
        batch.change(asked, settled_at=batch.now, are_same=are_same)


def _refuse_unknown(taking: Collection[str], choices: Mapping[str, object]) -> None:
    if unknown := set(taking) - choices.keys():
        raise Invalid(
            gettext("This cannot be chosen: %(names)s.") % {"names": ", ".join(sorted(unknown))}
        )

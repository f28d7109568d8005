"""People and companies merged, and split again with every record back where it belongs."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.parties import events
from leadline.parties.merges import Parted, part, refuse_merge, refuse_split, unite
from leadline.parties.models import Company, Merge, Person, PossibleDuplicate
from leadline.parties.rows import keys_of_company_row, keys_of_row

PERSON_FIELDS = (
    "name name_key family given latin job_title job_title_key country language city region "
    "postcode street born_on company_id"
)
COMPANY_FIELDS = "domain country language city"


@action(
    "merge people",
    _("Merges people who are one person; it can be undone by a split"),
    events=(events.PEOPLE_MERGED,),
)
def merge_people(batch: Batch, subject: Person, *, losers: Sequence[Person]) -> list[Merge]:
    """The subject stays: all that pointed at the others points at them, and blanks are filled.

    Raises Refused when one of them is the subject or lives on in another person already.
    """
    rows = batch.lock(losers)
    refuse_merge(subject, rows)
    merges = [unite(batch, subject, row, PERSON_FIELDS.split()) for row in rows]
    batch.change(subject, **keys_of_row(subject))
    for row in rows:
        batch.happened(subject, events.PEOPLE_MERGED, name=row.name)
        batch.happened(row, events.PEOPLE_MERGED, name=row.name)
    return merges


@action(
    "split people",
    _("Takes a merge of people back: every record returns to where it belongs"),
    events=(events.PEOPLE_SPLIT,),
)
def split_people(batch: Batch, subject: Person, *, merge: Merge) -> Parted:
    """The subject is who stayed. What is new since stays too, unless it came in through an
    address or number that only the other had. Raises Refused when a later merge stands in the way.
    """
    refuse_split(subject, merge)
    [loser] = batch.lock([Person(pk=merge.lost_person_id)])
    parted = part(batch, merge, subject, loser)
    batch.change(subject, **keys_of_row(subject))
    for row in (subject, loser):
        batch.happened(row, events.PEOPLE_SPLIT, name=loser.name)
    return parted


@action(
    "merge companies",
    _("Merges companies that are one company; it can be undone by a split"),
    events=(events.COMPANIES_MERGED,),
)
def merge_companies(batch: Batch, subject: Company, *, losers: Sequence[Company]) -> list[Merge]:
    """As `merge_people`, for companies; their people become the subject's."""
    rows = batch.lock(losers)
    refuse_merge(subject, rows)
    merges = [unite(batch, subject, row, (*COMPANY_FIELDS.split(), "answers")) for row in rows]
    batch.change(subject, **keys_of_company_row(subject))
    for row in rows:
        batch.happened(subject, events.COMPANIES_MERGED, name=row.name)
        batch.happened(row, events.COMPANIES_MERGED, name=row.name)
    return merges


@action(
    "split companies",
    _("Takes a merge of companies back: every record returns to where it belongs"),
    events=(events.COMPANIES_SPLIT,),
)
def split_companies(batch: Batch, subject: Company, *, merge: Merge) -> Parted:
    """As `split_people`, for companies; what is new follows its person, else its domain."""
    refuse_split(subject, merge)
    [loser] = batch.lock([Company(pk=merge.lost_company_id)])
    parted = part(batch, merge, subject, loser)
    batch.change(subject, **keys_of_company_row(subject))
    for row in (subject, loser):
        batch.happened(row, events.COMPANIES_SPLIT, name=loser.name)
    return parted


@action(
    "settle possible duplicate",
    _("Decides whether two people who are probably the same are one"),
    events=(events.DUPLICATE_SETTLED, events.PEOPLE_MERGED),
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

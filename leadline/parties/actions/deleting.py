"""People and companies put into the bin and brought back."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.bin import even_in_bin, put_in, take_out
from leadline.core.errors import Refused
from leadline.parties import events
from leadline.parties.models import Company, Person


@action("delete person", _("Puts a person into the bin"), events=(events.PERSON_DELETED,))
def delete_person(batch: Batch, subject: Person) -> None:
    """Can be brought back for thirty days. Refused while a record is about them."""
    put_in(batch, subject)
    batch.happened(subject, events.PERSON_DELETED)


@action("restore person", _("Brings a person back"), events=(events.PERSON_RESTORED,))
def restore_person(batch: Batch, subject: Person) -> None:
    """With the company that they are at, if that lies in the bin, too."""
    bring_back_party(batch, subject)


@action("delete company", _("Puts a company into the bin"), events=(events.COMPANY_DELETED,))
def delete_company(batch: Batch, subject: Company) -> None:
    """Can be brought back for thirty days. Refused while it has people or records."""
    theirs = batch.of(subject, somebody_at)
    if theirs is not None:
        sentence = gettext("%(name)s is at this company. Delete its people first, or move them.")
        raise Refused(sentence % {"name": theirs})
    put_in(batch, subject)
    batch.happened(subject, events.COMPANY_DELETED)


@action("restore company", _("Brings a company back"), events=(events.COMPANY_RESTORED,))
def restore_company(batch: Batch, subject: Company) -> None:
    """It is what it was."""
    bring_back_party(batch, subject)


def bring_back_party(batch: Batch, party: Person | Company) -> None:
    """Out of the bin, a person with their company; nothing happens to who is not there.

    Who comes in again comes back, too: a second entry for them would be a double.
    """
    if take_out(batch, party):
        is_person = isinstance(party, Person)
        event = events.PERSON_RESTORED if is_person else events.COMPANY_RESTORED
        batch.happened(party, event)
    if isinstance(party, Person) and party.company_id is not None:
        [company] = batch.lock([Company(pk=party.company_id)])
        bring_back_party(batch, company)


def somebody_at(companies: Sequence[Company]) -> list[str | None]:
    """Loader: the name of somebody who is at each of these; one query."""
    rows = Person.objects.filter(company__in=companies, merged_into=None).order_by("-pk")
    names = dict(rows.values_list("company", "name"))
    return [names.get(one.pk) for one in companies]


even_in_bin("restore person", "restore company")

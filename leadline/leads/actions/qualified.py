"""Whoever was qualified before there was a status for contacts gets one, a part at a time."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, MARKETING, reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.leads import events
from leadline.leads.actions.contacts import make_contact
from leadline.leads.contacts import qualified_without
from leadline.parties.models import Person
from leadline.playbooks.models import Published

SLICE = 200  # leads of one transaction


@action(
    _("make contacts"),
    _("Gives the people of qualified leads their status as contacts, as business we already have."),
    events=(events.CONTACT_MADE,),
)
def make_contacts(batch: Batch, subject: Published) -> int:
    """How many of the next leads' people were made contacts; nothing is sent and no clock starts.

    A constant number of queries. Raises Refused where no playbook has such a status.
    """
    leads = list(qualified_without(subject).select_related("company")[:SLICE])
    people = {one.person_id: one for one in reversed(leads) if one.person_id is not None}
    locked = batch.lock([Person(pk=pk) for pk in people])
    prefetch_related_objects(locked, "company")
    for person in locked:
        make_contact.within(
            batch,
            person,
            version=subject.current_id,
            on=events.BROUGHT.name,
            opener=people[person.pk],
            is_placed=True,
        )
    return len(locked)


reserve("make contacts", MANAGER, MARKETING)

"""Private links made and closed."""

import secrets

from django.utils.translation import gettext_noop as _

from leadline.access.policy import let
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.mail.links import GOOD_FOR
from leadline.mail.models import PrivateLink
from leadline.parties.models import Person
from leadline.records.models import Record


@action(_("make private link"), _("Makes a link to the short page on which a customer answers."))
def make_link(batch: Batch, record: Record, *, person: Person | None = None) -> PrivateLink:
    """Good for 60 days; `links.url_of` gives the address once the batch is written.

    person: whom it is for; None: the record's person.
    """
    return batch.add(
        PrivateLink(
            record=record,
            person=person,
            nonce=secrets.token_hex(16),
            made_at=batch.now,
            expires_at=batch.now + GOOD_FOR,
        )
    )


@action(_("close private links"), _("Closes every private link of a record."))
def close_links(batch: Batch, record: Record) -> int:
    """How many were open."""
    links = PrivateLink.objects.filter(record=record, revoked_at=None, expires_at__gt=batch.now)
    for link in (found := list(links)):
        batch.change(link, revoked_at=batch.now)
    return len(found)


let(ActorKind.CUSTOMER, "refuse contact")  # the stop link in every letter leads to it

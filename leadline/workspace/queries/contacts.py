"""By which playbooks a person can be made a contact."""

from collections.abc import Sequence

from leadline.access.policy import may
from leadline.core.actor import Actor
from leadline.leads.actions.contacts import make_contact
from leadline.leads.contacts import contacts_of_people, grounds
from leadline.parties.models import Person
from leadline.workspace.reading import speaker_of


def grounds_for(actor: Actor, person: Person) -> Sequence[tuple[int, str]]:
    """(version, what its status is called); none where they are one or it is not for them."""
    if not may(actor, make_contact.name, person) or contacts_of_people([person.pk]):
        return ()
    return [
        (one.version.pk, speaker_of(one.version.pk).word(one.process.name)) for one in grounds()
    ]

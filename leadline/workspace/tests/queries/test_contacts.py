from leadline.access.actor import person
from leadline.core.actor import AUTOMATION
from leadline.leads.actions.contacts import make_contact
from leadline.leads.tests.contact_cast import with_contacts
from leadline.workspace.queries.contacts import grounds_for
from leadline.workspace.tests.conftest import Cast


def test_who_is_no_contact_can_be_made_one_by_whoever_may(cast: Cast) -> None:
    somebody = cast.lead.person
    assert somebody is not None
    assert grounds_for(person(cast.mei), somebody) in ((), [])
    version = with_contacts()
    assert grounds_for(person(cast.mei), somebody) == [(version.pk, "Contact status")]
    assert grounds_for(person(cast.kai), somebody) in ((), [])
    make_contact(AUTOMATION, somebody, opener=None)
    assert grounds_for(person(cast.mei), somebody) in ((), [])

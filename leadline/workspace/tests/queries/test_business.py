from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.leads.actions.contacts import make_contact
from leadline.leads.tests.contact_cast import with_contacts
from leadline.workspace.queries.business import Business, business_of
from leadline.workspace.tests.conftest import Cast


def test_what_there_is_beside_a_record_is_what_one_may_see(cast: Cast) -> None:
    lead = cast.lead
    assert lead.person is not None
    with_contacts()
    contact = make_contact(AUTOMATION, lead.person, opener=lead)
    seen = business_of(lead, cast.mei)
    assert seen.contact is not None
    assert (seen.contact.stage, seen.contact.url) == ("Active", f"/contacts/{contact.pk}/")
    beside = business_of(contact, cast.mei)
    assert [(one.cycle, one.is_expansion) for one in beside.leads] == [(1, False)]
    with CaptureQueriesContext(connection) as asked:
        assert business_of(contact, cast.kai) == Business(None, [], [])
    assert len(asked) <= 4

"""Only what partners give back is routed again, and by a rule that leads to partners."""

from leadline.channel.actions.answering import Answer, answer_for_partner
from leadline.channel.models import Partner, PartnerLead, State
from leadline.channel.tests.conftest import stands
from leadline.core.actor import CUSTOMER
from leadline.records.models import Record


def test_what_follows_no_playbook_stays_with_its_owner(lead: Record, nordic: Partner) -> None:
    row = stands(lead, nordic)
    answer_for_partner(CUSTOMER, lead, lead=row.pk, answer=Answer.RETURN, words="Too far")
    before = lead.owner
    lead.refresh_from_db()
    assert lead.owner == before
    assert PartnerLead.objects.get().state == State.RETURNED

"""Handing over is offered where there is a partner, taking back while it stands with one."""

from leadline.channel.actions.handing import hand_to_partner
from leadline.channel.models import Partner
from leadline.core.actor import AUTOMATION
from leadline.core.clock import now
from leadline.parties.models import Company
from leadline.records.models import Record
from leadline.workspace.queries.partner import partner_of


def test_what_can_be_done_with_a_partner(cast):
    card = partner_of(cast.lead, cast.mei, now())
    assert (card.standing, card.hand_form, card.back_form) == (None, None, None)
    company = Company.objects.latest("pk")
    partner = Partner.objects.create(
        company=company, manager=cast.ben, email="a@b.example", zone="Europe/London"
    )
    assert partner_of(cast.lead, cast.mei, now()).hand_form is not None
    contact = Record(pk=cast.lead.pk, kind="contact", opened_at=now(), entered_at=now())
    assert partner_of(contact, cast.mei, now()).hand_form is None
    hand_to_partner(AUTOMATION, cast.lead, partner=partner)
    card = partner_of(cast.lead, cast.mei, now())
    assert (card.hand_form, bool(card.back_form)) == (None, True)
    assert "/partner/" in card.link
    assert partner_of(cast.lead, cast.kai, now()).link == ""

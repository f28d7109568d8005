"""A lead that one does not see is handed to nobody, and each form says what is missing."""

from datetime import timedelta

from leadline.channel.actions.handing import hand_to_partner
from leadline.channel.models import Partner, PartnerLead
from leadline.core.actor import AUTOMATION
from leadline.core.clock import now
from leadline.parties.models import Company


def test_it_is_handed_over_and_taken_back_on_its_page(cast, client):
    partner = Partner.objects.create(
        company=Company.objects.latest("pk"), manager=cast.ben, email="a@b.example",
        zone="Europe/London",
    )  # fmt: skip
    path = f"/leads/{cast.lead.pk}/partner/"
    client.force_login(cast.kai)
    assert client.post(path, {"partner": partner.pk}).status_code == 404
    client.force_login(cast.mei)
    assert "Partner:" in client.post(path, {}, follow=True).text
    client.post(path, {"partner": partner.pk})
    assert "Reason:" in client.post(f"{path}withdrawal/", {"reason": ""}, follow=True).text
    client.post(f"{path}withdrawal/", {"reason": "Late"})
    assert PartnerLead.objects.get().state == "withdrawn"


def test_a_letter_that_may_not_have_left_is_sent_again_from_the_page(cast, client, page):
    partner = Partner.objects.create(
        company=Company.objects.latest("pk"), manager=cast.ben, email="a@b.example",
        zone="Europe/London",
    )  # fmt: skip
    path = f"/leads/{cast.lead.pk}/"
    hand_to_partner(AUTOMATION, cast.lead, partner=partner)
    assert "the letter with the link has not left yet" in page(cast.mei, path)
    PartnerLead.objects.update(mailing_at=now() - timedelta(hours=1))
    text = page(cast.mei, path)
    assert "the letter with the link may not have left" in text
    assert f'action="{path}partner/letter/"' in text
    client.force_login(cast.kai)
    assert client.post(f"{path}partner/letter/").status_code == 404
    client.force_login(cast.mei)
    assert "leaves again" in client.post(f"{path}partner/letter/", follow=True).text
    assert PartnerLead.objects.get().mailing_at is None
    assert "just leaving" in client.post(f"{path}partner/letter/", follow=True).text

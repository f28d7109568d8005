"""A lead that one does not see is handed to nobody, and each form says what is missing."""

from leadline.channel.models import Partner, PartnerLead
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

"""Partners are seen by who sees records, and made by who may."""

from django.test import Client

from leadline.access.models import Membership, Permission, Role, Team, User
from leadline.channel.models import Partner
from leadline.channel.tests.conftest import firm


def test_a_company_becomes_a_partner_and_changes(mei: User, client: Client) -> None:
    role = Role.objects.create(name="Chief")
    for action in ("see", "everything"):
        Permission.objects.create(role=role, action=action, reach="all")
    Membership.objects.create(user=mei, role=role, team=Team.objects.create(name="Sales"))
    company = firm("Nordic")
    client.force_login(mei)
    path = f"/companies/{company.pk}/partner/"
    given = {"manager": mei.pk, "email": "a@b.example", "language": "en", "countries": ["SE"],
             "within": "1 working day", "zone": "Europe/London", "hours": "09:00–17:00",
             "is_active": "on"}  # fmt: skip
    assert client.post(path, given).status_code == 302
    assert client.post(path, {**given, "segment": "Wire"}).status_code == 302
    partner = Partner.objects.get()
    assert (partner.countries, partner.segment) == (["SE"], "Wire")
    assert "Segment" in client.get(path).text
    assert "Nordic" in client.get("/partners/").text
    assert client.get("/companies/999999/partner/").status_code == 404

"""Campaigns on their pages."""

from leadline.reports.models import Campaign


def test_s3_33_an_accepted_lead_has_a_cost(cast, page, client):
    cast.go(cast.lead(campaign="Spring fair"), "SAL")
    cast.go(cast.lead(campaign="SPRING FAIR"), "SAL")
    cast.lead(campaign="spring fair")
    assert "3 leads name it" in page(cast.ben, "/insight/campaigns/")
    assert 'value="spring fair"' in page(cast.ben, "/insight/campaigns/new/?label=spring+fair")
    given = {
        "label": "Spring Fair",
        "type": "event",
        "cost": "1,000 EUR",
        "begins_on": "2026-03-01",
    }
    assert client.post("/insight/campaigns/new/", given).url == "/insight/campaigns/"
    text = page(cast.ben, "/insight/campaigns/")
    assert "500.00 EUR" in text
    assert "name it" not in text
    assert "500.00 EUR" in page(cast.ben, "/insight/sources/?by=campaign")


def test_it_is_changed_and_tells_its_history(cast, page, client):
    client.force_login(cast.ben)
    client.post("/insight/campaigns/new/", {"label": "Fair", "type": "event", "cost": ""})
    one = Campaign.objects.get()
    address = f"/insight/campaigns/{one.pk}/"
    answer = client.post(address, {"type": "event", "cost": "x"})
    assert answer.status_code == 422
    client.post(address, {"type": "mailing", "cost": "5 EUR", "ends_on": "2026-04-01"})
    one.refresh_from_db()
    assert (one.type, one.cost, one.name) == ("mailing", 500, "fair")
    assert "changed" in page(cast.ben, address)


def test_a_name_is_taken_once(cast, client):
    client.force_login(cast.ben)
    given = {"label": "Fair", "type": "event", "cost": ""}
    client.post("/insight/campaigns/new/", given)
    answer = client.post("/insight/campaigns/new/", given)
    assert answer.status_code == 422
    assert "Taken" in answer.content.decode()
    assert Campaign.objects.count() == 1

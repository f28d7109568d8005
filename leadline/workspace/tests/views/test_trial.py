"""A trial is opened, extended and ended by hand; nobody is told before it is ticked."""

import pytest

from leadline.service.models import Entitlement, Errand, State


@pytest.fixture
def mei(client, cast):
    client.force_login(cast.mei)
    client.post(f"/leads/{cast.lead.pk}/trial/")
    return client


def test_a_trial_from_opening_to_end(cast, mei):
    page = mei.get(f"/leads/{cast.lead.pk}/").content.decode()
    assert "Open the trial in Prices, then tick" in page
    mei.post(f"/errands/{Errand.objects.get().pk}/completion/")
    trial = Entitlement.objects.get()
    assert trial.state == State.OPEN
    mei.post(f"/leads/{cast.lead.pk}/trial/extension/", {"days": 3})
    mei.post(f"/errands/{Errand.objects.get(done_at=None).pk}/completion/")
    before, trial = trial, Entitlement.objects.get()
    assert (trial.ends_at - before.ends_at).days == 3
    mei.post(f"/leads/{cast.lead.pk}/trial/end/")
    trial.refresh_from_db()
    assert trial.state == State.ENDING


def test_what_cannot_be_done_says_why(cast, mei):
    errand = Errand.objects.get()
    mei.post(f"/errands/{errand.pk}/refusal/", {})
    assert Entitlement.objects.get().state == State.OPENING
    mei.post(f"/errands/{errand.pk}/refusal/", {"reason": "No such user"})
    assert Entitlement.objects.get().state == State.REFUSED
    text = mei.post(f"/leads/{cast.lead.pk}/trial/extension/", {"days": 0}, follow=True)
    assert "More days" in text.content.decode()


def test_somebody_from_elsewhere_cannot(cast, mei):
    mei.force_login(cast.kai)
    assert mei.post(f"/errands/{Errand.objects.get().pk}/completion/").status_code == 404
    assert mei.post(f"/leads/{cast.lead.pk}/trial/end/").status_code == 404

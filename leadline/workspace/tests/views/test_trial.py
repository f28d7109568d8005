"""A trial is opened, extended and ended by hand; nobody is told before it is ticked."""

import pytest

from leadline.records.actions import give_answers
from leadline.service.models import Entitlement, Errand, State
from leadline.workspace.tests.conftest import run


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


def test_while_something_waits_to_be_ticked_nothing_is_said_to_go_on_by_itself(cast, mei):
    needs = {"mood": "Good", "website": "hengtong.cn"}
    give_answers(cast.as_mei, cast.lead, answers=needs)
    run()
    here = f"/leads/{cast.lead.pk}/"
    waiting = mei.get(here).content.decode()
    assert "as soon as the work in the product is ticked below" in waiting
    assert "goes on by itself" not in waiting
    mei.post(f"/errands/{Errand.objects.get().pk}/completion/")
    assert "goes on by itself" in mei.get(here).content.decode()

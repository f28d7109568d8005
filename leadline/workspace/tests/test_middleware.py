"""What somebody does to a record is answered before their next page."""

from leadline.automation.holding import hold
from leadline.core.clock import now
from leadline.core.models import Event
from leadline.work.actions.notes import show_interest
from leadline.workspace.middleware import changed_by


def test_the_playbook_acts_before_the_next_page(cast, client):
    client.force_login(cast.mei)
    client.post(f"/records/{cast.lead.pk}/interest/", {"what": "Rebar"})
    cast.lead.refresh_from_db()
    assert cast.lead.stage == "Ended well"
    assert cast.lead.outcome == "qualified"


def test_held_automation_stays_held(cast, client):
    hold(now(), "asked")
    client.force_login(cast.mei)
    client.post(f"/records/{cast.lead.pk}/interest/", {"what": "Rebar"})
    cast.lead.refresh_from_db()
    assert cast.lead.stage == "Asked"


def test_only_ones_own_doing_counts(cast):
    before = Event.objects.latest("pk").pk
    show_interest(cast.as_mei, cast.lead, what="Rebar")
    assert changed_by(cast.mei.pk, before) == [cast.lead.pk]
    assert changed_by(cast.ben.pk, before) == []

"""The page by which a colleague leaves says what they have, and hands it over."""

import pytest

from leadline.access.actions import switch_off
from leadline.access.models import Role, User
from leadline.channel.actions.partners import change_partner
from leadline.channel.models import Partner
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.parties.actions.appointing import appoint_account_manager
from leadline.parties.models import Company
from leadline.records.actions import assign
from leadline.records.models import Record
from leadline.workspace.actions import leaving as actions
from leadline.workspace.jobs import hand_over_due
from leadline.workspace.queries import leaving as queries
from leadline.workspace.views import leaving as views


@pytest.fixture
def path(cast):
    return f"/settings/people/{cast.mei.pk}/handover/"


def test_what_they_have_is_shown_and_handed_over(cast, client, path):
    client.force_login(cast.ben)
    text = client.get(path).content.decode()
    assert "Mei Chen leaves" in text
    assert f'<option value="{cast.ben.pk}" selected>' in text  # her manager
    assert f'<option value="{cast.mei.pk}"' not in text
    page = client.post(path, {"successor": cast.kai.pk, "reason": "Graz"}, follow=True)
    assert "2 records and" in page.content.decode()
    assert Record.objects.get(pk=cast.lead.pk).owner == cast.kai
    assert client.post(path, {"successor": cast.ben.pk}).status_code == 200  # nothing is undone
    assert Record.objects.get(pk=cast.lead.pk).owner == cast.kai
    client.force_login(User.objects.get(pk=cast.mei.pk))
    assert client.get("/").status_code == 302


def test_what_is_much_goes_over_by_the_worker_and_the_page_says_how_far(
    cast, client, path, monkeypatch
):
    monkeypatch.setattr(actions, "at_once", lambda plenty, few: 1)
    monkeypatch.setattr(views, "WAITED", -1.0)
    client.force_login(cast.ben)
    text = client.post(path, {"successor": cast.kai.pk}, follow=True).content.decode()
    assert "Still to go to Kai – records: 1," in text
    assert 'hx-trigger="every 2s"' in text
    hand_over_due(clock.now())
    text = client.get(path).content.decode()
    assert "2 records and" in text
    assert "Mei Chen has left" in text
    assert "every 2s" not in text


def test_of_whoever_was_only_switched_off_there_is_no_such_page(cast, client, path):
    switch_off(AUTOMATION, cast.mei)
    client.force_login(cast.ben)
    assert client.get(path).status_code == 404


def test_somebody_must_take_it_over(cast, client, path):
    client.force_login(cast.ben)
    for wrong in ("", cast.mei.pk, 10**6):
        assert client.post(path, {"successor": wrong}).status_code == 422
    assert User.objects.get(pk=cast.mei.pk).is_active


def test_others_are_refused(cast, client, path):
    Role.objects.get(name="Seller").permissions.filter(action="everything").delete()
    Role.objects.get(name="Engineer").permissions.filter(action="everything").delete()
    for who in (cast.mei, cast.kai):
        client.force_login(who)
        assert client.get(path).status_code == 403
        assert client.post(path, {"successor": cast.ben.pk}).status_code == 403
    assert User.objects.get(pk=cast.mei.pk).is_active


def test_what_a_rule_keeps_with_them_is_listed_with_its_links(cast, client, path, monkeypatch):
    company = Company.objects.latest("pk")
    Company.objects.filter(pk=company.pk).update(account_manager=cast.mei)
    Partner.objects.create(
        company=company, manager=cast.mei, email="a@b.example", zone="Europe/London"
    )

    def refuses(*_, **__):
        raise Refused("By its manager only.")

    for action in (assign, appoint_account_manager, change_partner):
        monkeypatch.setitem(action.__dict__, "function", refuses)
    client.force_login(cast.ben)
    before = client.get(path).content.decode()
    assert "<dt>Companies they serve</dt><dd>1</dd>" in before
    assert "<dt>Partners they look after</dt><dd>1</dd>" in before
    text = client.post(path, {"successor": cast.kai.pk}, follow=True).content.decode()
    assert "4 things stay with them" in text
    for record in (cast.lead, cast.other):
        assert f'<a href="/records/{record.pk}/">{record}</a>' in text
    assert text.count(f'<a href="/companies/{company.pk}/">{company}</a>') == 2
    assert "not shown here" not in text
    monkeypatch.setattr(queries, "SHOWN", 1)
    assert "And one more that is not shown here." in client.get(path).content.decode()

"""Managers see who was due what, weigh, and try a route; a record says who would get it and why."""

import pytest

from leadline.access.models import Membership, Permission, User
from leadline.core.actor import AUTOMATION
from leadline.parties.models import Company
from leadline.playbooks.actions import publish
from leadline.records.models import PoolDay, Record, Turn
from leadline.workspace.tests.conftest import FILES, many, take_in

POOLS = """
title: Small
languages: [en]
roles: [Seller, Manager]
pools:
  Sales: [Seller]
queues:
  Left over: [Manager]
"""
ROUTES = """
sales:
  - when: size at least 100
    to: queue Left over
  - to: the account manager of company, else pool Sales
"""


@pytest.fixture
def routed(cast):
    """The same process, but leads come by a route; Wei sells, too."""
    wei = User.objects.create(email="wei@firm.example", name="Wei")
    first = Membership.objects.get(user=cast.mei)
    Membership.objects.create(team=first.team, user=wei, role=first.role)
    files = {
        **FILES, "playbook.yaml": POOLS, "routes.yaml": ROUTES,
        "lead.yaml": FILES["lead.yaml"].replace("owner: role Seller", "owner: route sales"),
    }  # fmt: skip
    return publish(AUTOMATION, None, name="routed", source=files)


def seller(cast) -> None:
    """Mei may do her work, and no more."""
    Permission.objects.filter(role__name="Seller", action="everything").delete()


def test_s3_25_the_timeline_says_why_it_came_to_somebody(cast, routed, page):
    [lead, *_] = take_in(routed, *many(3))
    text = page(cast.mei, f"/leads/{lead.pk}/")
    assert "Given to Mei Chen" in text
    assert "Next in turn in “Sales”: Mei Chen." in text
    assert "size at least 100" in text
    assert "does not fit" in text
    assert "Turns before" in text


def test_s3_25_the_ledger_tells_due_got_and_given_back(cast, routed, page):
    take_in(routed, *many(3))
    text = page(cast.ben, "/routing/?period=week")
    assert "Sales" in text
    assert "3 turns in all" in text
    assert text.count('data-label="Due">1.50<') == 2
    assert page(cast.ben, "/routing/?period=before").count("3 turns") == 0


def test_others_may_not_look_at_the_ledger(cast, routed, page):
    seller(cast)
    for path in ("/routing/", "/routing/pools/Sales/", "/routing/preview/"):
        page(cast.mei, path, status=403)


def test_weights_are_set_on_the_page_and_count_from_then_on(cast, routed, client):
    client.force_login(cast.ben)
    path = "/routing/pools/Sales/"
    given = {"user": cast.mei.pk, "weight": 3, "capacity": ""}
    assert client.post(path, given).status_code == 302
    records = take_in(routed, *many(8))
    assert sum(record.owner_id == cast.mei.pk for record in records) == 6
    assert "Mei Chen: weight 3" in client.get(path).text


@pytest.mark.parametrize(
    "wrong", [{"weight": "-1"}, {"weight": "101"}, {"weight": "x"}, {"capacity": "1e9"}]
)
def test_what_is_no_weight_is_said_beside_it(cast, routed, client, wrong):
    client.force_login(cast.ben)
    given = {"user": cast.mei.pk, "weight": 1, "capacity": "", **wrong}
    assert client.post("/routing/pools/Sales/", given).status_code == 422
    assert not Turn.objects.filter(user=cast.mei, pool="Sales").exists()


def test_somebody_who_is_not_in_the_pool_is_not_weighed(cast, routed, client):
    client.force_login(cast.ben)
    given = {"user": cast.kai.pk, "weight": 9, "capacity": ""}
    assert client.post("/routing/pools/Sales/", given).status_code == 200
    assert not Turn.objects.filter(user=cast.kai).exists()
    assert client.get("/routing/pools/No such pool/").status_code == 404


def test_s3_25_a_record_says_who_would_get_it_and_takes_no_turn(cast, routed, page):
    [lead] = take_in(routed, *many(1))
    before = list(Turn.objects.values_list("user", "taken", "credit"))
    text = page(cast.mei, f"/records/{lead.pk}/routing/")
    assert "Next in turn in “Sales”: Wei." in text
    assert list(Turn.objects.values_list("user", "taken", "credit")) == before
    page(cast.mei, "/records/999999/routing/", status=404)


def test_the_account_manager_is_appointed_and_gets_what_comes(cast, routed, client, page):
    company = Company.objects.get(name="Hengtong Cable")
    client.force_login(cast.ben)
    path = f"/companies/{company.pk}/manager/"
    assert client.post(path, {"manager": cast.ben.pk, "reason": ""}).status_code == 302
    company.refresh_from_db()
    assert company.account_manager is None  # not without a reason
    client.post(path, {"manager": cast.ben.pk, "reason": "Signed the contract"})
    assert "Ben Lee" in page(cast.ben, f"/companies/{company.pk}/")
    Record.objects.filter(pk=cast.lead.pk).update(version=routed, owner=None)
    text = page(cast.ben, f"/records/{cast.lead.pk}/routing/")
    assert "Meant by name: Ben Lee." in text
    seller(cast)
    client.force_login(cast.mei)
    client.post(path, {"manager": cast.mei.pk, "reason": "Mine"})
    company.refresh_from_db()
    assert company.account_manager == cast.ben


def test_s3_25_a_route_is_tried_on_what_came_in(cast, routed, page, clock):
    first, *_ = take_in(routed, *many(4))
    Record.objects.filter(pk=first.pk).update(owner=cast.ben)
    days = PoolDay.objects.count()
    clock.advance(days=1)
    text = page(cast.ben, "/routing/preview/?route=routed/sales&period=month")
    assert "1 of 4 would be somebody else" in text
    assert "Ben Lee → Mei Chen" in text
    assert PoolDay.objects.count() == days
    assert "Nothing came in" in page(cast.ben, "/routing/preview/?route=routed/sales&period=before")
    page(cast.ben, "/routing/preview/?route=no/such&period=never")

"""Page views of the firm's own site: only with consent, as counts, one line for each visit."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.intake import site
from leadline.intake.actions.doors import make_door
from leadline.intake.jobs import tell_viewed
from leadline.intake.models import Door, DoorKind, PageView
from leadline.intake.tests.conftest import FILES, NINE
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door as LeadDoor
from leadline.leads.incoming import Incoming
from leadline.mail.links import visitor_of
from leadline.parties.actions.contacting import refuse_contact
from leadline.parties.candidates import Candidate
from leadline.parties.models import Basis, Channel
from leadline.playbooks.actions import publish
from leadline.records.models import Record

AT = "/views-of/our-site/"
ORIGIN = "https://www.rebar.example"
SCORE = "engagement:\n  - points: 10\n    on: pages viewed\n    half-life: 30 days\n"
WORDS = "You may know which pages I read."


@pytest.fixture
def door(firm: Any) -> Door:
    version = publish(AUTOMATION, None, name="small", source={**FILES, "score.yaml": SCORE})
    return make_door(
        AUTOMATION,
        None,
        name="Our site",
        slug="our-site",
        kind=DoorKind.SITE,
        playbook=version.playbook,
        consent={"en": WORDS},
        origins=[ORIGIN, "https://*.shop.example"],
    )


@pytest.fixture
def lead(door: Door) -> Record:
    return leads(door, "Li Na")[0]


def leads(door: Door, *names: str) -> list[Record]:
    version = door.playbook.current
    assert version is not None
    incoming = [Incoming(Candidate(name=name), source="Web") for name in names]
    outcomes = open_leads(AUTOMATION, None, door=LeadDoor(version, "Small"), incoming=incoming)
    return [one.record for one in outcomes]


def post(client: Client, body: Any, origin: str = ORIGIN) -> int:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    sent = client.post(AT, text, content_type="text/plain", headers={"origin": origin})
    assert not sent.cookies
    return sent.status_code


def told(record: Record, *pages: str, **more: Any) -> dict[str, Any]:
    views = [{"page": page} for page in pages]
    return {"visitor": visitor_of(record), "consent": True, "views": views, **more}


def test_views_become_one_line_and_keep_the_consent(client: Client, lead: Record) -> None:
    with Driven(NINE) as clock:
        for page in ("/pricing?mail=li@x.example", "/pricing", "/pricing#terms", "/docs"):
            assert post(client, told(lead, page)) == 204
        assert post(client, told(lead, "form:free-trial")) == 204
        assert dict(PageView.objects.values_list("page", "number")) == {
            "/pricing": 3, "/docs": 1, "form:free-trial": 1,
        }  # fmt: skip
        basis = Basis.objects.get(channel=Channel.WEB)
        assert (basis.kind, basis.wording) == ("consent", WORDS)
        assert tell_viewed(clock.at) == 0  # perhaps they read on
        clock.at += timedelta(minutes=31)
        assert tell_viewed(clock.at) == 1
        assert tell_viewed(clock.at) == 0
        event = Event.objects.get(name="pages viewed")
        assert str(event) == "Viewed on our site: /pricing × 3, /docs, form:free-trial"
        assert (event.stream_id, event.data["number"], event.occurred_at) == (lead.pk, 5, NINE)


def test_a_later_visit_tells_only_what_is_new(client: Client, lead: Record) -> None:
    with Driven(NINE) as clock:
        post(client, told(lead, "/pricing", "/pricing"))
        clock.at += timedelta(hours=1)
        tell_viewed(clock.at)
        post(client, told(lead, "/pricing"))
        clock.at += timedelta(hours=1)
        tell_viewed(clock.at)
    found = Event.objects.filter(name="pages viewed").order_by("seq")
    assert [one.data["pages"] for one in found] == ["/pricing × 2", "/pricing"]
    assert Basis.objects.filter(channel=Channel.WEB).count() == 1


@pytest.mark.parametrize(
    "more",
    [{"consent": False}, {"consent": "yes"}, {"visitor": "1.abc"}, {"visitor": ""}, {"views": []}],
)
def test_without_consent_or_a_token_of_ours_nothing_is_kept(
    client: Client, lead: Record, more: dict[str, Any]
) -> None:
    assert post(client, told(lead, "/pricing", **more)) == 204
    assert not PageView.objects.exists()
    assert not Basis.objects.filter(channel=Channel.WEB).exists()


def test_whoever_refused_is_not_counted(client: Client, lead: Record) -> None:
    assert lead.person is not None
    refuse_contact(AUTOMATION, lead.person, channel=Channel.WEB, words="Do not watch me.")
    assert post(client, told(lead, "/pricing")) == 204
    assert not PageView.objects.exists()


@pytest.mark.parametrize(
    "body",
    [b"\xff", "[]", "[1]", "{", '{"views": 1}', '{"views": [1]}', '{"views": [{"page": 1}]}',
     '{"views": [{"page": "pricing"}]}', '{"views": [{"page": "/a b"}]}',
     '{"views": [{"page": "/a", "times": 0}]}', '{"views": [{"page": "/a", "times": true}]}',
     '{"views": [{"page": "javascript:alert(1)"}]}', '{"views": [{"page": "/\\u0000"}]}',
     '{"views": [' + ",".join(['{"page": "/a"}'] * 51) + "]}"],
)  # fmt: skip
def test_what_no_page_sends_is_refused(client: Client, lead: Record, body: Any) -> None:
    assert post(client, body) == 400


def test_only_our_sites_and_not_too_much(
    client: Client, lead: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    for origin in ("", "null", "https://evil.example", "http://www.rebar.example",
                   "https://www.rebar.example:444", "https://notshop.example",
                   "https://www.rebar.example.evil.example"):  # fmt: skip
        assert post(client, told(lead, "/pricing"), origin) == 403
    assert post(client, told(lead, "/pricing"), "https://de.shop.example") == 204
    assert post(client, "x" * 20_000) == 413
    assert client.get(AT).status_code == 405
    assert client.post("/views-of/none/").status_code == 404
    monkeypatch.setattr(site, "MOST_POSTS", 2)
    assert post(client, told(lead, "/pricing")) == 429


def test_one_lead_cannot_fill_the_table(client: Client, lead: Record) -> None:
    for n in range(4):
        post(client, told(lead, *(f"/{n}-{page}" for page in range(50))))
    assert PageView.objects.count() == 50
    views = [{"page": "/0-0", "times": 100}] * 9
    post(client, told(lead, views=views))
    post(client, {**told(lead), "views": views})
    for _ in range(6):
        post(client, {**told(lead), "views": [{"page": "/0-1", "times": 100}]})
    assert sum(PageView.objects.values_list("number", flat=True)) == 500

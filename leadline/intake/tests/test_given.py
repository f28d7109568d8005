"""Posts and objects become texts by heading."""

from leadline.intake.given import given_of, with_proof
from leadline.intake.models import Arrival, Door, DoorKind
from leadline.intake.rows import Row
from leadline.intake.tests.conftest import NINE
from leadline.leads.incoming import Incoming
from leadline.parties.candidates import Candidate


def test_a_form_keeps_fields_page_and_campaign_apart() -> None:
    raw = {"fields": {"name": "Li"}, "page": {"referrer": "x"}, "utm": {"utm_source": "g"}}
    given = given_of(Arrival(door=Door(kind=DoorKind.FORM), raw=raw))
    assert given.texts == {"name": "Li", "referrer": "x"}
    assert given.utm == {"utm_source": "g"}


def test_an_object_is_laid_flat() -> None:
    raw = {"who": {"name": "Li"}, "utm_source": "g", "utm_term": None}
    given = given_of(Arrival(door=Door(kind=DoorKind.JSON), raw=raw))
    assert given.texts["who.name"] == "Li"
    assert given.utm == {"utm_source": "g"}


def test_what_was_agreed_to_can_be_looked_up() -> None:
    arrival = Arrival(pk=7, door=Door(name="Shop", kind=DoorKind.JSON), raw={}, received_at=NINE)
    row = with_proof(Row(Incoming(Candidate())), given_of(arrival), arrival)
    assert row.incoming.proof == f"Shop · {arrival.receipt} · 2026-03-02T09:00Z"

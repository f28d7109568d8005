"""What came in is kept, settled and decided about, each once."""

import pytest
from django.db import IntegrityError

from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import AUTOMATION, CUSTOMER
from leadline.core.errors import Refused
from leadline.intake.actions.arriving import (
    Item,
    put_off_arrival,
    receive_arrivals,
    reject_arrival,
    release_arrival,
    settle_arrivals,
)
from leadline.intake.models import Arrival, Door, Outcome

LI = {"fields": {"name": "Li Na", "e-mail": "li@x.example"}}


def one(door: Door, raw: dict[str, object], **more: str) -> Arrival:
    [arrival] = receive_arrivals(CUSTOMER, None, door=door, items=[Item(raw, **more)])
    return arrival


def test_a_key_comes_once(form: Door) -> None:
    one(form, LI, key="k")
    with pytest.raises(IntegrityError):
        one(form, LI, key="k")
    one(form, LI)
    one(form, LI)
    assert Arrival.objects.count() == 3


def test_nothing_said_is_rejected_with_the_reason(form: Door) -> None:
    arrival = one(form, {"fields": {"message": "hello"}})
    [settled] = settle_arrivals(CUSTOMER, None, ids=[arrival.pk])
    assert settled.outcome == Outcome.REJECTED
    assert settled.reason == "Nothing here says who this is."


def test_what_is_held_is_not_settled_by_itself(form: Door) -> None:
    arrival = one(form, LI, held="Why")
    assert settle_arrivals(CUSTOMER, None, ids=[arrival.pk]) == []


def test_what_says_nothing_cannot_be_let_in(form: Door, mei: User) -> None:
    arrival = one(form, {"fields": {}}, held="Why")
    with pytest.raises(Refused, match="who this is"):
        release_arrival(person(mei), form, arrival=arrival)
    arrival.refresh_from_db()
    assert arrival.outcome == Outcome.QUARANTINED
    reject_arrival(person(mei), form, arrival=arrival)
    arrival.refresh_from_db()
    assert (arrival.outcome, arrival.reason) == (Outcome.REJECTED, "Why")


def test_what_failed_can_be_tried_again_by_hand(form: Door, mei: User) -> None:
    arrival = one(form, LI)
    for _time in range(5):
        put_off_arrival(AUTOMATION, None, id=arrival.pk, reason="broken")
    put_off_arrival(AUTOMATION, None, id=arrival.pk, reason="not any more")
    arrival.refresh_from_db()
    assert (arrival.outcome, arrival.reason) == (Outcome.FAILED, "broken")
    assert release_arrival(person(mei), form, arrival=arrival).outcome == Outcome.CREATED


def test_strangers_decide_nothing(form: Door) -> None:
    arrival = one(form, LI, held="Why")
    for act in (release_arrival, reject_arrival):
        with pytest.raises(Refused):
            act(CUSTOMER, form, arrival=arrival)

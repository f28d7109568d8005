"""What was received is settled once; what breaks is tried again and then shown to a person."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from leadline.core.actor import CUSTOMER
from leadline.core.clock import Driven
from leadline.core.errors import Refused
from leadline.intake import jobs
from leadline.intake.actions import arriving
from leadline.intake.actions.arriving import Item, receive_arrivals
from leadline.intake.models import Arrival, Door, Outcome
from leadline.intake.tests.conftest import NINE
from leadline.records.models import Record


def received(door: Door, *names: str) -> list[int]:
    items = [Item({"fields": {"name": name, "e-mail": f"{name}@x.example"}}) for name in names]
    return [one.pk for one in receive_arrivals(CUSTOMER, None, door=door, items=items)]


def test_five_failures_are_enough(form: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError("one over none")

    monkeypatch.setattr(arriving, "land", breaks)
    with Driven(NINE) as clock:
        ids = received(form, "li")
        clock.advance(minutes=1)
        for _day in range(8):
            jobs.finish_waiting(clock.at)
            clock.advance(hours=7)
    arrival = Arrival.objects.get(pk=ids[0])
    assert (arrival.outcome, arrival.tries) == (Outcome.FAILED, 5)
    assert arrival.reason == "ZeroDivisionError: one over none"
    assert arrival.try_at is None


def test_one_that_breaks_does_not_keep_the_others(
    form: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = arriving.read_row

    def read(given: dict[str, str], *rest: object) -> object:
        if given["name"] == "bad":
            raise ZeroDivisionError
        return real(given, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(arriving, "read_row", read)
    with Driven(NINE) as clock:
        ids = received(form, "li", "bad", "tom")
        clock.advance(minutes=1)
        assert jobs.finish_waiting(clock.at) == 3
        assert jobs.finish_waiting(clock.at) == 0
        bad = Arrival.objects.get(pk=ids[1])
        assert bad.try_at == clock.at + timedelta(minutes=1)
    assert [Arrival.objects.get(pk=pk).outcome for pk in ids] == ["created", "waiting", "created"]


def test_a_clash_is_matched_again(form: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = arriving.land, []

    def land(*given: object) -> object:
        calls.append(True)
        if len(calls) < 3:
            raise IntegrityError("somebody was faster")
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(arriving, "land", land)
    ids = received(form, "li")
    jobs.settle(CUSTOMER, ids)
    assert (Record.objects.count(), Arrival.objects.get().outcome) == (1, Outcome.CREATED)


def test_settling_twice_is_harmless(form: Door) -> None:
    ids = received(form, "li")
    for _time in range(2):
        jobs.settle(CUSTOMER, ids)
    assert Record.objects.count() == 1


def test_a_refusal_is_told_in_its_own_words(form: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise Refused("The playbook of this way in is not published.")

    monkeypatch.setattr(arriving, "entry_of", refuses)
    jobs.settle(CUSTOMER, received(form, "li"))
    assert Arrival.objects.get().reason == "The playbook of this way in is not published."
    assert jobs.actor_at(form) == CUSTOMER

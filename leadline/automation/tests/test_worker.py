from datetime import datetime

import pytest
from django.db import OperationalError

from leadline.automation import holding, worker
from leadline.automation.holding import hold, the_worker
from leadline.automation.tests.conftest import NINE
from leadline.automation.worker import Job, Loop, place, run_round
from leadline.core.clock import Driven


def broken(now: datetime) -> int:
    raise RuntimeError("the disk is full")


@pytest.mark.django_db
def test_one_job_that_fails_keeps_no_other_from_running(caplog: pytest.LogCaptureFixture) -> None:
    ran: list[datetime] = []

    def other(now: datetime) -> int:
        ran.append(now)
        return 3

    assert run_round([Job("broken", broken), Job("other", other)], NINE, held=False) == 3
    assert ran == [NINE]
    assert "broken" in caplog.text


def test_held_only_what_may_runs() -> None:
    jobs = [Job("letters", lambda now: 1), Job("counts", lambda now: 5, when_held=True)]
    assert run_round(jobs, NINE, held=True) == 5
    assert run_round(jobs, NINE, held=False) == 6


@pytest.mark.django_db
def test_the_loop_breathes_works_and_stops_after_its_round() -> None:
    loop = Loop([])
    rounds: list[datetime] = []

    def work(now: datetime) -> int:
        rounds.append(now)
        if len(rounds) == 2:
            loop.stop()
        return 1

    loop.jobs = [Job("work", work)]
    with Driven(NINE):
        loop.run()
    assert (len(rounds), the_worker().seen_at, the_worker().place) == (2, NINE, place())


@pytest.mark.django_db
def test_the_loop_does_nothing_while_it_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = Loop([Job("letters", broken)])
    waits: list[float | None] = []

    def wait(seconds: float | None = None) -> bool:
        waits.append(seconds)
        loop.stop()
        return True

    monkeypatch.setattr(loop.stopping, "wait", wait)
    with Driven(NINE):
        hold(NINE, "asked")
        loop.run()
    assert waits == [worker.PAUSE]


@pytest.mark.django_db
def test_a_database_that_is_away_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = Loop([Job("letters", broken)])

    def away(now: datetime, place: str) -> bool:
        loop.stop()
        raise OperationalError("the server is starting up")

    with Driven(NINE):
        holding.begin(NINE, place())
        monkeypatch.setattr(holding, "breathe", away)
        monkeypatch.setattr(holding, "begin", lambda now, place: None)
        loop.run()
    assert loop.stopping.is_set()

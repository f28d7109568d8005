"""A firm of the demo without leads, in an installation that is switched on as a demo."""

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import clear_url_caches, set_urlconf
from pytest_django.fixtures import Settings

from leadline.access.models import User
from leadline.automation.jobs import all_jobs
from leadline.automation.worker import Job, run_round
from leadline.core import clock
from leadline.demo import memory, moving
from leadline.demo.cast import Customer, customers
from leadline.demo.firm import make_firm_only
from leadline.demo.history.arriving import take_in
from leadline.records.models import Record

TEN = datetime(2026, 3, 4, 10, tzinfo=ZoneInfo("Europe/Berlin"))  # a Wednesday
Work = Callable[[], None]


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """A request would close the connection of the transaction that the test is in."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def demo(settings: Settings) -> Iterator[None]:
    """The switch is on, and the firm's time is ten on a Wednesday."""
    settings.DEMO = True
    settings.ROOT_URLCONF, settings.LOGIN_URL = "leadline.config.demo_urls", "demo"
    clear_url_caches()
    memory.keep(is_made=True)
    memory.stand_at(TEN)
    clock.read_from(memory.present)
    yield
    clock.read_from(clock.of_the_machine)
    set_urlconf(None)
    clear_url_caches()


@pytest.fixture
def firm(demo: None, db: None) -> list[User]:
    return make_firm_only()


@pytest.fixture
def work() -> Work:
    """What the worker of a demo does until nothing is left to do now."""
    jobs = [*all_jobs(), Job("demo clock", moving.move_on, when_held=True)]

    def rounds() -> None:
        for _ in range(300):
            if not run_round(jobs, clock.now(), held=False):
                return
        raise AssertionError("the worker never comes to rest")

    return rounds


@pytest.fixture
def browser() -> Client:
    return Client()


def named(name: str) -> Customer:
    return next(one for one in customers() if one.name == name)


def asked(name: str) -> Record:
    """One of the demo's customers has asked for a trial."""
    take_in(named(name))
    return Record.objects.filter(kind="lead").latest("pk")

"""A real browser on a real server, with the clock of the story in both."""

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from bench.chromium import MISSING, program
from leadline.core.clock import Driven
from tests.architecture.source import hold
from tests.browser.visiting import COMPLAINTS
from tests.stories.firm import MONDAY, Story

# Playwright's own loop runs in this thread; what the tests ask of the database is meant.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A file, as in a real house: connections that share one memory lock each other's tables."""
    if connection.vendor == "sqlite":
        place = tmp_path_factory.mktemp("database") / "browser.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(place)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each file of tests, so that a browser that dies takes no other file with it."""
    found = program()
    if found is None:
        pytest.fail(MISSING)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def chromium(browser: Browser) -> Iterator[Browser]:
    """The browser without anything of the test before; whatever it complained of fails the test."""
    COMPLAINTS.clear()
    yield browser
    for context in browser.contexts:
        context.close()
    hold(COMPLAINTS)


@pytest.fixture
def story(transactional_db: None) -> Iterator[Story]:
    with Driven(MONDAY) as clock:
        yield Story(clock)

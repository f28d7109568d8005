"""What a person waits for in a browser: the first page after signing in, and the answer to a key.

The demo is made, its leads are copied until there are `--leads` of them, and the product is served
with its worker beside it.
"""

import os
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import quantiles

from django.core.management import call_command
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

from bench.chromium import DESK, MISSING, program
from bench.copies import stand
from bench.said import say
from bench.storage import held
from leadline.config.management.commands.demo import is_taken
from leadline.demo.firm import PASSWORD
from leadline.records.models import Record

TIMES = 20
PAGE_MS, KEY_MS = 300, 100
# Called with a condition: resolves, once it holds, with the milliseconds since the last key came.
WATCH = """
document.addEventListener("keydown", () => { window.keyed = performance.now(); }, true);
window.answered = (holds) => new Promise((done) => {
  const look = () => holds() ? done(performance.now() - window.keyed) : requestAnimationFrame(look);
  look();
});
"""
Given = list[float]


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="browsing", description=__doc__)
    parser.add_argument("--leads", type=int, default=20_000)
    options = parser.parse_args(arguments)
    call_command("demo", only_make=True)
    stand(options.leads)
    held()  # and the database looks at its tables, as it does by itself in time
    leads = Record.objects.filter(kind="lead").count()
    connections.close_all()  # what Playwright's loop would not let go of
    with _served() as base, _browser() as browser:
        page = _signed_in(browser, base)
        for what, aim, taken in _measured(page, base):
            found = quantiles(taken, n=20)
            p50, p95 = round(found[9], 1), round(found[18], 1)
            say(f"in the browser: {what}", leads=leads, p50_ms=p50, p95_ms=p95, aim_ms=aim)
    return 0


def _measured(page: Page, base: str) -> Iterator[tuple[str, int, Given]]:
    yield "Today, all of it there", PAGE_MS, _often(lambda: _opened(page, base, "/"))
    yield "list of leads, all of it there", PAGE_MS, _often(lambda: _opened(page, base, "/leads/"))
    page.goto(f"{base}/")
    moved = "document.activeElement !== window.before"
    yield "j: the next row", KEY_MS, _often(lambda: _key(page, "j", moved))
    shown = "document.getElementById('panel') !== window.panel"
    yield "Enter: its panel", KEY_MS, _often(lambda: _next_panel(page, shown))
    page.goto(f"{base}/leads/")
    page.keyboard.press("j")
    ticked = "document.querySelectorAll('[data-pick]:checked').length !== window.ticked"
    yield "x: ticked", KEY_MS, _often(lambda: _key(page, "x", ticked))
    open_ = "document.getElementById('palette').open"
    yield "/: the palette", KEY_MS, _often(lambda: _palette(page, open_))
    page.keyboard.press("/")
    found = "document.getElementById('palette-found').innerHTML !== window.found"
    letters = iter("anna weber lina hengtong cable"[: TIMES + 1])
    page.keyboard.press(next(letters))
    page.wait_for_timeout(1_000)
    yield "a letter: what is found", KEY_MS, _often(lambda: _key(page, next(letters), found))


def _often(once: Callable[[], float]) -> Given:
    once()  # so that templates are compiled and files are at hand
    return [once() for _ in range(TIMES - 1)]


def _opened(page: Page, base: str, path: str) -> float:
    """Milliseconds until all that the page needs is there, without redirects."""
    page.goto(f"{base}{path}")
    return float(
        page.evaluate(
            "(([one]) => one.loadEventEnd - one.fetchStart)"
            "(performance.getEntriesByType('navigation'))"
        )
    )


def _key(page: Page, key: str, holds: str) -> float:
    """Milliseconds from the key to the frame in which the page shows its answer."""
    page.evaluate("""() => {
        window.before = document.activeElement;
        window.panel = document.getElementById("panel");
        window.ticked = document.querySelectorAll("[data-pick]:checked").length;
        window.found = document.getElementById("palette-found")?.innerHTML;
        window.keyed = Infinity;
    }""")
    page.keyboard.press(key)
    return float(page.evaluate(f"window.answered(() => {holds})"))


def _next_panel(page: Page, holds: str) -> float:
    page.evaluate("document.querySelector('[data-row] [data-do]')?.blur()")
    rows = page.locator("[data-row][data-item]:not([aria-current])")
    rows.nth(1).locator("a").first.focus()
    return _key(page, "Enter", holds)


def _palette(page: Page, holds: str) -> float:
    taken = _key(page, "/", holds)
    page.keyboard.press("Escape")
    page.wait_for_function("!document.getElementById('palette').open")
    return taken


def _signed_in(browser: Browser, base: str) -> Page:
    page = browser.new_context(viewport=DESK).new_page()
    page.add_init_script(WATCH)
    page.goto(f"{base}/account/login/")
    page.fill("input[name=login]", "anna@meridian.example")
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
    return page


@contextmanager
def _browser() -> Iterator[Browser]:
    found = program()
    if found is None:
        raise SystemExit(MISSING)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def _served() -> Iterator[str]:
    """The product as it is served, with its worker, on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    base = f"http://localhost:{port}"
    command = [sys.executable, "-m", "leadline", "serve", "--bind", f"127.0.0.1:{port}"]
    environment, nowhere = {**os.environ, "LEADLINE_URL": base}, subprocess.DEVNULL
    served = subprocess.Popen(command, env=environment, stdout=nowhere, stderr=nowhere)
    try:
        while not is_taken(port):
            if served.poll() is not None:
                raise SystemExit("`leadline serve` stopped by itself.")
            time.sleep(0.2)
        yield base
    finally:
        served.terminate()
        served.wait(timeout=30)

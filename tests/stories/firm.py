"""A small firm for the stories: people work in pages, strangers fill forms, time is driven."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import mail
from django.core.handlers.wsgi import WSGIHandler
from webtest import TestApp
from webtest.forms import Form

from leadline.automation.jobs import all_jobs
from leadline.automation.worker import run_round
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.demo import firm as demo
from leadline.mail.models import Letter, State
from leadline.records.models import Record

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
MOST_ROUNDS = 50


class Browser:
    """Somebody at a browser: finds forms by what their buttons and labels say."""

    def __init__(self, email: str = "", language: str = "en") -> None:
        self.app = TestApp(WSGIHandler(), extra_environ={"REMOTE_ADDR": "127.0.0.1"})
        self.app.set_cookie("django_language", language)
        if email:
            page = self.app.get("/account/login/")
            form = page.forms[0] if "login" not in page.forms else page.forms["login"]
            form["login"], form["password"] = email, demo.PASSWORD
            assert form.submit().status_code == 302

    def get(self, url: str, **more: Any) -> Any:
        return self.app.get(url, **more)

    def press(self, url: str, button: str, fill: Mapping[str, Any] | None = None) -> Any:
        """Opens the page, fills the form that has this button by the labels, and presses it."""
        page = self.app.get(url)
        form = form_with(page, button)
        for label, value in (fill or {}).items():
            form[name_of(page, form, label)] = value
        answer = form.submit()
        return answer.follow() if answer.status_code == 302 else answer


def form_with(page: Any, button: str) -> Form:
    """The form whose button says this."""
    for form in {id(one): one for one in page.forms.values()}.values():
        says = [" ".join(one.get_text(" ").split()) for one in form.html.find_all("button")]
        if button in says:
            return form
    buttons = [" ".join(one.get_text(" ").split()) for one in page.html.find_all("button")]
    raise AssertionError(f"no button says {button!r}; there are {buttons}")


def name_of(page: Any, form: Form, label: str) -> str:
    """The field of the form that carries the label."""
    for one in form.html.find_all(["label", "legend"]):
        if " ".join(one.get_text(" ").split()).removesuffix(" (optional)") != label:
            continue
        if one.name == "legend":
            return str(one.find_parent("fieldset").find("input")["name"])
        return str(form.html.find(id=one["for"])["name"])
    labels = [one.get_text(" ").strip() for one in form.html.find_all(["label", "legend"])]
    raise AssertionError(f"no field is labelled {label!r}; there are {labels}")


class Story:
    """The firm with its people, its form, its worker and its clock."""

    def __init__(self, clock: Driven) -> None:
        self.clock = clock
        demo.make_firm_only()
        self.boss = Browser("sofia@meridian.example")
        self.seller = Browser("anna@meridian.example")
        self.work()

    def register(self, language: str = "en", **given: str) -> Record:
        """A stranger fills the form; the lead that came of it."""
        visitor = Browser(language=language)
        page = visitor.get("/f/trial/")
        form = page.forms[0]
        self.clock.advance(seconds=30)
        for name, value in given.items():
            form[name] = value
        assert form.submit().status_code == 302
        self.work()
        return Record.objects.filter(kind="lead").latest("pk")

    def work(self) -> None:
        """The worker does all that is due now, letters included."""
        work_by(self.clock)

    def pass_time(self, **length: float) -> None:
        """Time goes by in steps of six hours, and the worker is at work all the while."""
        until = self.clock.at + timedelta(**length)
        while self.clock.at < until:
            self.clock.set(min(self.clock.at + timedelta(hours=6), until))
            self.work()

    def letters_to(self, address: str) -> list[str]:
        """The subjects of what this person got, in order."""
        return [one.subject for one in mail.outbox if address in one.to]

    def text_to(self, address: str) -> str:
        """What the newest letter to this person says."""
        return next(str(one.body) for one in reversed(mail.outbox) if address in one.to)

    def link_in_last_letter(self, address: str) -> str:
        """The private link in the newest letter to this person."""
        found = re.search(r"https?://[^/]+(/yours/\S+/)", self.text_to(address))
        assert found, self.text_to(address)
        return found[1]


def work_by(clock: Driven, is_held: Callable[[], bool] = lambda: False) -> None:
    """Rounds until nothing is due, and once more for letters, which wait 30 seconds.

    is_held: asked before each round, as the worker does when it breathes.
    """
    _rounds(clock, is_held)
    clock.advance(seconds=31)
    if Letter.with_bin.filter(state=State.WAITING, send_after__lte=clock.at).exists():
        _rounds(clock, is_held)
    clock.advance(seconds=31)


def _rounds(clock: Driven, is_held: Callable[[], bool]) -> None:
    for _ in range(MOST_ROUNDS):
        if not run_round(all_jobs(), clock.at, held=is_held()):
            break


def stands(record: Record) -> str:
    """The stage where the record stands now."""
    record.refresh_from_db()
    return record.stage


def told(record: Record) -> list[str]:
    """What the record's history says, in English."""
    events = Event.objects.filter(stream=Record.stream, stream_id=record.pk).order_by("seq")
    return [str(event) for event in events]

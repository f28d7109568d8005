"""Hands the frame what stands around every page: navigation, working time, how automation is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from leadline.access.models import User
from leadline.access.policy import Rights, rights_of
from leadline.access.queries import schedule_of_person
from leadline.config.counting import number_beside
from leadline.config.navigation import ENTRIES, NEW, SETTINGS, Entry, Section
from leadline.core import clock
from leadline.core.workdays import NeverOpens
from leadline.core.worktime import closes_at, next_opening
from leadline.demo.around import around
from leadline.workspace.kinds import KINDS
from leadline.workspace.queries.beside import ROWS as BESIDE
from leadline.workspace.queries.beside import numbers_beside
from leadline.workspace.queries.held import worker_notice
from leadline.workspace.queries.inbox import number_of_news
from leadline.workspace.queries.leads import pinned_of
from leadline.workspace.queries.waiting import waiting


@dataclass(frozen=True)
class Link:
    """One entry of the navigation as it stands on a page."""

    label: Promise | str
    url: str
    icon: str
    is_here: bool
    thumb: bool
    key: str
    count: str = ""


@dataclass(frozen=True)
class Thing:
    """Something that can be made. is_made: by itself; tasks and notes are for a record."""

    label: Promise | str
    url: str
    icon: str
    is_made: bool


ACTS = frozenset({"task", "note"})


@dataclass(frozen=True)
class Block:
    """Links under one heading; the first block has none."""

    heading: Promise | str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class SettingsLink:
    """One page of the settings. about: what one does there. count: how many there are."""

    label: Promise | str
    about: str
    url: str
    is_here: bool
    count: str = ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: each is worked out where a page shows it."""
    return {
        "navigation": SimpleLazyObject(lambda: navigation(request)),
        "new_things": SimpleLazyObject(lambda: new_things(request)),
        "settings_pages": SimpleLazyObject(lambda: settings_pages(request)),
        "working_time": SimpleLazyObject(lambda: working_time(request)),
        "worker_silent": SimpleLazyObject(lambda: worker_notice(clock.now())),
        **(_demo(request) if settings.DEMO else {}),
    }


def _demo(request: HttpRequest) -> dict[str, Any]:
    """What a demo has around its pages; `above` and `below` are templates."""
    return {
        "demo": SimpleLazyObject(lambda: around(request)),
        "above": "demo/above.html",
        "below": "demo/foot.html",
    }


def navigation(request: HttpRequest) -> tuple[Block, ...]:
    """The entries whose page exists and which the signed-in person may open, by heading."""
    if not request.user.is_authenticated:
        return ()
    rights = rights_of(request.user.pk)
    blocks: dict[Promise | str, list[Link]] = {}
    pinned = _views_at_hand(request)
    for entry in ENTRIES:
        url = _address(entry.page)
        if url and _may_open(entry, rights):
            below = pinned.get(entry.page, ())
            here = request.path == url if url == "/" else request.path.startswith(url)
            here = here and not any(one.is_here for one in below)
            link = Link(
                entry.label, url, entry.icon, here, entry.thumb, entry.key, _count(request, entry)
            )
            blocks.setdefault(entry.group, []).extend([link, *below])
    return tuple(Block(heading, tuple(links)) for heading, links in blocks.items())


def _count(request: HttpRequest, entry: Entry) -> str:
    """What waits stands beside Today, unread news beside the inbox, what is open or undecided
    beside its list; a view has its own number."""
    assert isinstance(request.user, User)
    if entry.page == "inbox":
        return number_of_news(request.user.pk)
    if entry.page == "today":
        return waiting(request.user, clock.now())
    return numbers_beside(request.user).get(entry.page, "") if entry.page in BESIDE else ""


def new_things(request: HttpRequest) -> tuple[Thing, ...]:
    """What the signed-in person may make."""
    if not request.user.is_authenticated:
        return ()
    rights = rights_of(request.user.pk)
    return tuple(
        Thing(entry.label, reverse(entry.page), entry.icon, is_made=entry.permission not in ACTS)
        for entry in NEW
        if _may_open(entry, rights)
    )


def settings_pages(request: HttpRequest) -> tuple[SettingsLink, ...]:
    """The pages of the settings which exist and which the signed-in person may open."""
    if not request.user.is_authenticated:
        return ()
    allowed = _sections(rights_of(request.user.pk))
    return tuple(
        SettingsLink(
            one.label, _(one.about), url, request.path.startswith(url), number_beside(one.page)
        )
        for one in allowed
        if (url := _address(one.page))
    )


def working_time(request: HttpRequest) -> str:
    """The sentence that says whether the signed-in person's working time runs, in their zone."""
    if not isinstance(request.user, User):
        return ""
    now, schedule = clock.now(), schedule_of_person(request.user)
    try:
        if (closes := closes_at(schedule, now)) is not None:
            return _("Working time until %(until)s") % {"until": _local(closes, "H:i")}
        opens = _local(next_opening(schedule, now), "D H:i")
    except NeverOpens:
        return ""
    return _("No working time now; it begins %(begins)s") % {"begins": opens}


def _views_at_hand(request: HttpRequest) -> dict[str, list[Link]]:
    """The views that this person has put into the navigation, by the page they belong to."""
    assert isinstance(request.user, User)
    found: dict[str, list[Link]] = {}
    for one in pinned_of(request.user, clock.now()):
        page = KINDS[one.view.kind].at()
        is_here = request.path == reverse(page) and request.GET.get("view") == str(one.view.pk)
        url = f"{reverse(page)}?view={one.view.pk}"
        link = Link(
            one.view.name, url, "list-filter", is_here, thumb=False, key="", count=one.number
        )
        found.setdefault(page, []).append(link)
    return found


def _local(moment: datetime, form: str) -> str:
    return date_format(localtime(moment), form)


def _may_open(entry: Entry, rights: Rights) -> bool:
    """The settings are there for whom at least one of their pages is."""
    if entry.page == "settings":
        return bool(_sections(rights))
    return entry.permission is None or bool(rights.answer(entry.permission))


def _sections(rights: Rights) -> list[Section]:
    return [one for one in SETTINGS if rights.answer(one.permission)]


def _address(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""

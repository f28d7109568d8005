"""The door for page views of the firm's own site: only with consent, batched, without a cookie."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from leadline.access.limits import address_of, counted
from leadline.core.actor import CUSTOMER
from leadline.core.errors import Invalid, Refused
from leadline.intake.actions.viewing import count_page_views
from leadline.intake.json_body import objects_of
from leadline.intake.models import Door, DoorKind
from leadline.mail.links import visited_by
from leadline.records.models import Record

LARGEST = 16_384  # bytes of one request
MOST_PAGES, MOST_TIMES = 50, 100  # of one request
WINDOW, MOST_POSTS = 600, 200  # of one address in a window
LONGEST = 200
PAGE = re.compile(r"(/[^\s?#\x00-\x1f]*|form:[a-z0-9-]{1,60})")


@dataclass(frozen=True)
class Told:
    """What one request tells: of which record, and how often which page was viewed."""

    record: int
    views: Mapping[str, int]


@csrf_exempt  # other sites send it without a cookie; the signed token in it names the visitor
@never_cache
@require_POST
def page_views(request: HttpRequest, slug: str) -> HttpResponse:
    """204 whether or not it was kept, so that nobody learns who is known here; 400, 403, 413, 429
    for what no page of the site sends."""
    door = get_object_or_404(Door, slug=slug, kind=DoorKind.SITE, is_active=True)
    if not is_of(door, request.headers.get("Origin", "")):
        return HttpResponse(status=403)
    if counted("page-views", address_of(request), WINDOW) > MOST_POSTS:
        return HttpResponse(status=429)
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return HttpResponse(status=413)
    try:
        told = told_in(body)
    except Invalid:
        return HttpResponse(status=400)
    if told is not None:
        _count(door, told)
    return HttpResponse(status=204)


def is_of(door: Door, origin: str) -> bool:
    """Whether a browser says that a page of this site sends it."""
    sent = urlsplit(origin)
    for one in door.origins:
        known = urlsplit(one)
        if (known.scheme, known.port) != (sent.scheme, _port(sent.netloc)):
            continue
        host, name = known.hostname or "", (sent.hostname or "").lower()
        if name == host.lower() or (host.startswith("*.") and name.endswith(host[1:].lower())):
            return True
    return False


def told_in(body: bytes) -> Told | None:
    """None without consent, or with a token that is not ours. Raises Invalid for what is no such
    request."""
    objects, is_list = objects_of(body)
    given = objects[0]
    views = given.get("views")
    if is_list or not isinstance(views, list) or len(views) > MOST_PAGES:
        raise Invalid("views")
    counted_views: dict[str, int] = {}
    for one in views:
        page, times = _view(one)
        counted_views[page] = min(counted_views.get(page, 0) + times, MOST_TIMES)
    record = visited_by(str(given.get("visitor", ""))[:80])
    if record is None or given.get("consent") is not True or not counted_views:
        return None
    return Told(record, counted_views)


def _view(one: Any) -> tuple[str, int]:
    """Without what stands behind a question mark: that may name people."""
    page = one.get("page") if isinstance(one, dict) else None
    times = one.get("times", 1) if isinstance(one, dict) else None
    if not isinstance(page, str) or type(times) is not int or not 1 <= times <= MOST_TIMES:
        raise Invalid("view")
    path = page.split("?")[0].split("#")[0][:LONGEST]
    if not PAGE.fullmatch(path):
        raise Invalid("page")
    return path, times


def _count(door: Door, told: Told) -> None:
    """A lead that is gone, or what is forbidden for it, is not counted and not told about."""
    record = Record.objects.select_related("person").filter(pk=told.record).first()
    if record is None:
        return
    language = record.person.language if record.person else ""
    code = "zh-hans" if language.startswith("zh") else "en"
    wording = door.consent.get(code) or next(iter(door.consent.values()), "")
    with translation.override(code):
        try:
            count_page_views(CUSTOMER, record, door=door, views=told.views, wording=wording)
        except Refused:
            return


def _port(netloc: str) -> int | None:
    try:
        return urlsplit(f"//{netloc}").port
    except ValueError:
        return -1

"""The registration form that anybody may fill, on our page or in a frame of another site."""

import logging
from typing import Any

from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from leadline.access.limits import address_of, counted
from leadline.access.models import Firm
from leadline.conditions.catalogue import Catalogue
from leadline.core import clock
from leadline.core.actor import CUSTOMER
from leadline.core.errors import Refused
from leadline.intake.actions.arriving import Item, receive_arrivals
from leadline.intake.forms import HONEYPOT, SLIP, RegistrationForm
from leadline.intake.given import UTM
from leadline.intake.ground import entry_of
from leadline.intake.jobs import settle
from leadline.intake.models import Arrival, Door, DoorKind
from leadline.intake.receipts import number_of
from leadline.intake.suspicion import suspicions
from leadline.intake.tokens import Slip, new_slip, read_slip
from leadline.ui.security import embeddable

log = logging.getLogger(__name__)
WINDOW = 600  # seconds in which posts of one address are counted
MOST_POSTS = 100  # of one address in a window; beyond, the visitor is asked to wait
LANGUAGES = {"en": "en", "zh": "zh-hans", "zh-hans": "zh-hans", "zh-cn": "zh-hans"}


@csrf_exempt  # the sealed slip in the form stands for the cookie, which frames do not carry
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@embeddable
def registration(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows the form, and keeps what is posted before anything is made of it."""
    door = get_object_or_404(_forms(), slug=slug)
    with translation.override(_language(request)):
        form = RegistrationForm(door, _catalogue(door), request.POST or None)
        if request.method != "POST":
            return _shown(request, door, form)
        if (posts := _posts_of(request)) > MOST_POSTS:
            form.add_error(None, _("Too much came from your network. Try again in ten minutes."))
            return _shown(request, door, form, 429)
        slip = read_slip(door, request.POST.get(SLIP, ""), clock.now())
        if form.is_valid() and slip is None:
            form.add_error(None, _("This form was open for too long. Please send it again."))
        if not form.is_valid() or slip is None:
            return _shown(request, door, form, 422)
        arrival = _received(door, form, slip, posts)
    query = f"?lang={request.GET['lang']}" if _chosen(request) else ""
    return redirect(reverse("registered", args=[door.slug, arrival.receipt]) + query)


@never_cache
@require_GET
@embeddable
def registered(request: HttpRequest, slug: str, receipt: str) -> HttpResponse:
    """Thanks, with the receipt; it says nothing about who or what."""
    door = get_object_or_404(_forms(), slug=slug)
    if number_of(receipt) is None:
        raise Http404
    with translation.override(_language(request)):
        page = {"door": door, "firm": Firm.current(), "receipt": receipt.upper()}
        return _framed(door, render(request, "intake/registered.html", page))


def _catalogue(door: Door) -> Catalogue:
    """The fields of its playbook. A way in that leads nowhere now keeps what it gets, as texts."""
    try:
        return entry_of(door).catalogue
    except Refused as refused:
        log.error("What comes in by %s waits: %s", door.slug, refused.sentence)
        return Catalogue(())


def _received(door: Door, form: RegistrationForm, slip: Slip, posts: int) -> Arrival:
    """The arrival of this post; the same form sent twice is one arrival."""
    given = form.given()
    held = suspicions(
        given,
        honeypot=form.cleaned_data[HONEYPOT],
        took=clock.now() - slip.shown_at,
        posts=posts,
    )
    page = {"language": translation.get_language(), **slip.page.get("page", {})}
    raw = {"fields": given, "page": page, "utm": slip.page.get("utm", {})}
    item = Item(raw, key=slip.nonce, held=" ".join(held))
    try:
        [arrival] = receive_arrivals(CUSTOMER, None, door=door, items=[item])
    except IntegrityError:
        arrival = Arrival.objects.get(door=door, key=slip.nonce)
    if not item.held:
        settle(CUSTOMER, [arrival.pk])
    return arrival


def _shown(
    request: HttpRequest, door: Door, form: RegistrationForm, status: int = 200
) -> HttpResponse:
    """The form with a slip: the one it came with while that is good, so that it is known again."""
    now = clock.now()
    sealed = request.POST.get(SLIP, "")
    if read_slip(door, sealed, now) is None:
        sealed = new_slip(door, now, _page_of(request))
    page: dict[str, Any] = {
        "door": door,
        "firm": Firm.current(),
        "form": form,
        "slip": sealed,
        "honeypot": HONEYPOT,
    }
    return _framed(door, render(request, "intake/registration.html", page, status=status))


def _framed(door: Door, response: HttpResponse) -> HttpResponse:
    if door.origins:
        response.leadline_frame_ancestors = " ".join(door.origins)  # type: ignore[attr-defined]
    return response


def _page_of(request: HttpRequest) -> dict[str, Any]:
    """Where the visitor came from: as the page around the form says, else as the browser does."""
    query = {name: value[:500] for name, value in request.GET.items() if isinstance(value, str)}
    came_from = request.headers.get("Referer", "")[:500]
    page = {
        "landing page": query.get("page") or came_from or request.build_absolute_uri()[:500],
        "referrer": query.get("referrer", ""),
        "campaign": query.get("utm_campaign", "")[:200],
    }
    return {
        "page": {name: text for name, text in page.items() if text},
        "utm": {name: query[name] for name in UTM if query.get(name)},
    }


def _posts_of(request: HttpRequest) -> int:
    """How many posts came from this address in the running ten minutes, with this one."""
    return counted("intake-form", address_of(request), WINDOW)


def _chosen(request: HttpRequest) -> str | None:
    return LANGUAGES.get(request.GET.get("lang", "").lower())


def _language(request: HttpRequest) -> str:
    return _chosen(request) or translation.get_language() or "en"


def _forms() -> Any:
    return Door.objects.select_related("playbook").filter(kind=DoorKind.FORM, is_active=True)

"""The pages of ways in: forms, machines and files, what each asks, and what came through it."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leadline.access.acting import for_those_who_may, refusals_on, said_or_refused
from leadline.access.actor import actor_of
from leadline.core.history import history_of
from leadline.intake.actions.doors import change_door, make_door, renew_token
from leadline.intake.door_forms import DoorForm
from leadline.intake.door_queries import (
    DAYS,
    doors_by_kind,
    landings,
    title_of,
    traffic_of,
    viewed_at,
)
from leadline.intake.models import Door, DoorKind
from leadline.intake.tokens import new_token

CHANGES = "change way in"


@for_those_who_may(CHANGES)
@require_GET
def doors(request: HttpRequest) -> HttpResponse:
    """Every way in by its kind, with what came lately."""
    page = {"kinds": doors_by_kind(), "days": DAYS}
    return render(request, "intake/doors.html", page)


@for_those_who_may(CHANGES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_door(request: HttpRequest, kind: str) -> HttpResponse:
    """A machine's page shows its token, once."""
    if kind not in DoorKind.values:
        raise Http404
    chosen, places = DoorKind(kind), landings()
    form = DoorForm(chosen, places, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        token = new_token() if chosen == DoorKind.JSON else ""
        with refusals_on(form):
            door = make_door(actor_of(request), None, kind=chosen, token=token, **form.values())
            if token:
                return _with_token(request, door, token)
            messages.success(request, _("It is open."))
            return redirect("door", door.pk)
    page = {"form": form, "kind": chosen, "places": places}
    return render(request, "intake/door_new.html", page, status=422 if form.errors else 200)


@for_those_who_may(CHANGES)
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """One way in: how it is reached, what came, what it asks, and what was changed."""
    one = _door(pk)
    form = DoorForm(DoorKind(one.kind), landings(), one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_door(actor_of(request), one, changes=form.values())
            messages.success(request, _("Saved."))
            return redirect("door", pk)
        one = _door(pk)
    page = {
        "door": one,
        "form": form,
        "playbook": title_of(one.playbook),
        "traffic": traffic_of(one),
        "viewed": viewed_at(one) if one.kind == DoorKind.SITE else None,
        "days": DAYS,
        "history": history_of(one, form.labels()),
        **_addresses(one),
    }
    return render(request, "intake/door.html", page, status=422 if form.errors else 200)


@for_those_who_may(CHANGES)
@require_POST
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Switches it off, or on again; what came through it stays."""
    is_active = request.POST.get("is_active") == "yes"
    said = _("It is open again.") if is_active else _("It is closed: nothing comes in here.")
    said_or_refused(
        request,
        lambda: change_door(actor_of(request), _door(pk), changes={"is_active": is_active}),
        said,
    )
    return redirect("door", pk)


@for_those_who_may(CHANGES)
@never_cache
@require_POST
def token(request: HttpRequest, pk: int) -> HttpResponse:
    """A new token, shown once."""
    one, made = _door(pk), ""

    def renew() -> None:
        nonlocal made
        made = renew_token(actor_of(request), one)

    if said_or_refused(request, renew, _("The token before is refused from now on.")):
        return _with_token(request, one, made)
    return redirect("door", pk)


def _with_token(request: HttpRequest, one: Door, token: str) -> HttpResponse:
    page = {"door": one, "token": token, **_addresses(one)}
    return render(request, "intake/door_token.html", page)


def _addresses(one: Door) -> Mapping[str, Any]:
    if one.kind == DoorKind.FORM:
        return {"address": f"{settings.URL}{reverse('registration', args=[one.slug])}"}
    if one.kind == DoorKind.SITE:
        address = f"{settings.URL}{reverse('page-views', args=[one.slug])}"
        return {"address": address, "script": f"{settings.URL}{static('intake/views.js')}"}
    if one.kind == DoorKind.JSON:
        return {"address": f"{settings.URL}{reverse('machine-door', args=[one.slug])}"}
    return {"address": ""}


def _door(pk: int) -> Door:
    return get_object_or_404(Door.objects.select_related("playbook"), pk=pk)

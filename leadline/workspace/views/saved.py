"""Saved views: kept, changed, put into the navigation, removed and brought back."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.core import clock
from leadline.workspace.actions.views import (
    change_view,
    make_view,
    pin_view,
    remove_view,
    restore_view,
    unpin_view,
)
from leadline.workspace.kinds import KINDS
from leadline.workspace.list_forms import ViewForm
from leadline.workspace.models import Pin, View
from leadline.workspace.queries.lists.saved import (
    columns_of,
    removed_views,
    view_of,
    views_for,
)
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.views.doing import do, refuse

BIN_DAYS = 30


@login_required
@require_GET
def views(request: HttpRequest) -> HttpResponse:
    """Every view that one may open, and one's own that were removed lately."""
    user, now = signed_in(request), clock.now()
    found = [view for view in views_for(user).select_related("owner") if view.kind in KINDS]
    pinned = set(Pin.objects.filter(user=user).values_list("view_id", flat=True))
    rows = [(view, _address(view), view.pk in pinned, view.owner_id == user.pk) for view in found]
    removed = list(removed_views(user, now - timedelta(days=BIN_DAYS)))
    return render(request, "workspace/views.html", {"rows": rows, "removed": removed})


@login_required
@require_POST
def keeping(request: HttpRequest, kind: str) -> HttpResponse:
    """This list under a name, with the columns that it has now."""
    user, form = signed_in(request), ViewForm(request.POST)
    wanted = Wanted.parse(request.POST.get("query", ""))
    back = f"{reverse(KINDS[kind].at())}?{wanted.query}"
    if not form.is_valid():
        return refuse(request, form, back)
    given = {
        **form.cleaned_data,
        "query": wanted.but(view=None).asks,
        "columns": columns_of(user, kind),
    }
    own = view_of(user, wanted.view, kind)
    made: list[View] = []

    def act() -> None:
        if own is not None and own.owner_id == user.pk and request.POST.get("new") is None:
            change_view(actor_of(request), own, **given)
            made.append(own)
        else:
            made.append(make_view(actor_of(request), user, kind=kind, **given))

    answer = do(request, act, _("The view is kept."), back)
    return redirect(_address(made[0])) if made else answer


@login_required
@require_POST
def pinning(request: HttpRequest, pk: int) -> HttpResponse:
    """Into one's navigation."""
    user = signed_in(request)
    view = get_object_or_404(views_for(user), pk=pk)
    said = _("“%(view)s” stands in the navigation.") % {"view": view.name}
    return do(request, lambda: pin_view(actor_of(request), user, view=view), said, reverse("views"))


@login_required
@require_POST
def unpinning(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of one's navigation."""
    user = signed_in(request)
    view = get_object_or_404(View, pk=pk, pins__user=user)
    said = _("“%(view)s” no longer stands in the navigation.") % {"view": view.name}
    return do(
        request, lambda: unpin_view(actor_of(request), user, view=view), said, reverse("views")
    )


@login_required
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Into the bin; the page of views brings it back."""
    view = get_object_or_404(views_for(signed_in(request)), pk=pk)
    said = _("“%(view)s” is in the bin. It can be brought back below.") % {"view": view.name}
    return do(request, lambda: remove_view(actor_of(request), view), said, reverse("views"))


@login_required
@require_POST
def restoring(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of the bin."""
    view = get_object_or_404(View, pk=pk, owner=signed_in(request))
    said = _("“%(view)s” is back.") % {"view": view.name}
    return do(request, lambda: restore_view(actor_of(request), view), said, reverse("views"))


def _address(view: View) -> str:
    return f"{reverse(KINDS[view.kind].at())}?view={view.pk}"

"""Pages on which the firm sees what came in, and decides about what was held."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of
from leadline.access.policy import Denied, may
from leadline.access.roles import SEE
from leadline.core.errors import Refused
from leadline.core.numbers import number_in
from leadline.intake.actions.arriving import reject_arrival, release_arrival
from leadline.intake.models import Arrival, Outcome
from leadline.intake.queries import ENDS, ledger, listed
from leadline.ui.next_page import next_page


@login_required
@require_GET
def arrivals(request: HttpRequest) -> HttpResponse:
    """In and out, per way in and day."""
    _check(request)
    page = {"ledger": ledger(_day(request.GET.get("until", ""))), "ends": ENDS, "outcomes": Outcome}
    return render(request, "intake/arrivals.html", page)


@login_required
@require_GET
def arrival_list(request: HttpRequest) -> HttpResponse:
    """The arrivals behind one number."""
    _check(request)
    asked = request.GET
    outcome = asked.get("outcome", "")
    found = listed(
        door=number_in(asked.get("door", "")),
        imported=number_in(asked.get("import", "")),
        on=_day(asked.get("on", "")),
        outcome=Outcome(outcome) if outcome in Outcome.values else None,
        page=asked.get("page"),
    )
    query = asked.copy()
    query.pop("page", None)
    return render(
        request, "intake/arrival_list.html", {"listed": found, "query": f"{query.urlencode()}&"}
    )


@login_required
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, release_arrival, _("Let in."))


@login_required
@require_POST
def rejection(request: HttpRequest, pk: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return _decide(request, pk, reject_arrival, _("Rejected. It stays in the list."), reason=reason)


def _decide(
    request: HttpRequest, pk: int, act: Callable[..., Arrival], told: str, **how: Any
) -> HttpResponse:
    arrival = get_object_or_404(Arrival.objects.select_related("door"), pk=pk)
    try:
        act(actor_of(request), arrival.door, arrival=arrival, **how)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, told)
    return redirect(next_page(request, reverse("arrivals")))


def _check(request: HttpRequest) -> None:
    answer = may(actor_of(request), SEE)
    if isinstance(answer, Denied):
        raise PermissionDenied(answer.sentence)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

"""Who gets what: the ledger of pools, their weights, a preview of a route, and one record's."""

from datetime import date
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from leadline.access.acting import for_those_who_may, refusals_on
from leadline.access.actor import actor_of
from leadline.access.models import Firm
from leadline.core import clock
from leadline.core.history import history_of
from leadline.records.models import Pool
from leadline.records.routing.ledger import pool_names
from leadline.work.actions.pools import change_pool
from leadline.workspace.queries.routing import PERIODS, ledger_page, preview_page, who_would
from leadline.workspace.routing_forms import PlaceForm
from leadline.workspace.views.doing import record_seen, records_seen

CHANGES = "change pool"


@for_those_who_may(CHANGES)
@require_GET
def routing(request: HttpRequest) -> HttpResponse:
    """Per pool and member of a period: what was due, got, given back, and what passed them by."""
    page = ledger_page(request.GET.get("period", ""), _today())
    return render(request, "workspace/routing.html", {"page": page, "periods": PERIODS})


@for_those_who_may(CHANGES)
@require_http_methods(["GET", "HEAD", "POST"])
def pool(request: HttpRequest, pool: str) -> HttpResponse:
    """The weights and capacities of one pool; a mistake stands beside its field."""
    if pool not in pool_names():
        raise Http404
    ledger = ledger_page("", _today(), pool).pools[0]
    forms = [PlaceForm(one, request.POST or None) for one in ledger.shares if one.is_in]
    if request.method == "POST":
        changed = next((one for one in forms if one.is_meant), None)
        if changed is not None and changed.is_valid():
            with refusals_on(changed):
                change_pool(actor_of(request), None, pool=pool, **changed.values())
                return redirect("routing-pool", pool=pool)
    row = Pool.objects.filter(name=pool).first()
    page = {"title": ledger.title, "forms": forms, "history": history_of(row) if row else ()}
    status = 422 if any(form.is_bound and form.errors for form in forms) else 200
    return render(request, "workspace/routing_pool.html", page, status=status)


@for_those_who_may(CHANGES)
@require_GET
def preview(request: HttpRequest) -> HttpResponse:
    """What a route would have done with the records of a period; nothing is written."""
    asked = (request.GET.get("route", ""), request.GET.get("period", ""))
    page = preview_page(*asked, _today(), records_seen(request))
    return render(request, "workspace/routing_preview.html", {"page": page, "periods": PERIODS})


@login_required
@require_GET
def record_routing(request: HttpRequest, pk: int) -> HttpResponse:
    """Who would get this record now, and why; nothing is written."""
    record = record_seen(request, pk)
    page = {"record": record, "routed": who_would(record, clock.now())}
    return render(request, "workspace/record_routing.html", page)


def _today() -> date:
    return clock.now().astimezone(ZoneInfo(Firm.current().zone)).date()

"""The pages of reports, each also as a file of the numbers behind its picture."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from leadline.access.actor import actor_of, signed_in
from leadline.access.models import User
from leadline.access.policy import may
from leadline.core import clock
from leadline.core.numbers import number_in
from leadline.leads.models import Source
from leadline.reports import tables
from leadline.reports.cells import REACHED
from leadline.reports.files import as_file
from leadline.reports.models import Fold
from leadline.reports.queries.asked import Asked
from leadline.reports.queries.cohorts import BY, cohorts_page
from leadline.reports.queries.flow import flow_page
from leadline.reports.queries.funnel import funnel_page
from leadline.reports.queries.members import Wanted, members_page
from leadline.reports.queries.sources import sources_page
from leadline.reports.queries.speed import speed_page
from leadline.reports.queries.unusual import unusual_page
from leadline.reports.statuses import INQUIRY

TABS = (
    ("insight", _("Funnel")),
    ("insight-cohorts", _("Cohorts")),
    ("insight-flow", _("Flow")),
    ("insight-speed", _("Speed to lead")),
    ("insight-sources", _("Sources")),
    ("insight-unusual", _("Unusual flows")),
)
BY_NAMES = dict(
    zip(BY, (_("Month"), _("Source"), _("Campaign"), _("Owner"), _("Calls made")), strict=True)
)
CAMPAIGNS = "make campaign"

Rows = Callable[[Any], Sequence[Sequence[object]]]


@login_required
@require_GET
def funnel(request: HttpRequest) -> HttpResponse:
    """How many reached each status, and how long it took."""
    page = funnel_page(signed_in(request), Asked.read(request.GET))
    return _shown(request, "insight", page, tables.of_funnel)


@login_required
@require_GET
def cohorts(request: HttpRequest) -> HttpResponse:
    """Leads that began together, and how far they came."""
    page = cohorts_page(signed_in(request), Asked.read(request.GET), request.GET.get("by", ""))
    more = {"bys": BY_NAMES.items(), "heading": BY_NAMES[page.by]}
    return _shown(request, "insight-cohorts", page, tables.of_cohorts, **more)


@login_required
@require_GET
def flow(request: HttpRequest) -> HttpResponse:
    """From which status to which."""
    page = flow_page(signed_in(request), Asked.read(request.GET))
    return _shown(request, "insight-flow", page, tables.of_flow)


@login_required
@require_GET
def speed(request: HttpRequest) -> HttpResponse:
    """How long leads waited for the first attempt."""
    page = speed_page(signed_in(request), Asked.read(request.GET))
    return _shown(request, "insight-speed", page, tables.of_speed)


@login_required
@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    """What marketing passed on, what came of it, what it cost."""
    by, way = request.GET.get("by", ""), request.GET.get("way", "")
    page = sources_page(signed_in(request), Asked.read(request.GET), by, way)
    may_plan = bool(may(actor_of(request), CAMPAIGNS))
    return _shown(request, "insight-sources", page, tables.of_sources, may_plan=may_plan)


@login_required
@require_GET
def unusual(request: HttpRequest) -> HttpResponse:
    """What does not go the usual way, and how it is counted."""
    page = unusual_page(signed_in(request), Asked.read(request.GET))
    return _shown(request, "insight-unusual", page, tables.of_unusual)


@login_required
@require_GET
def leads(request: HttpRequest) -> HttpResponse:
    """The leads behind a number. Files of leads come from lists, for those who may export."""
    given = request.GET
    wanted = Wanted(
        measure=given.get("measure", REACHED),
        what=given.get("what", INQUIRY)[:100],
        attempts=number_in(given.get("attempts", "")),
        before=number_in(given.get("before", "")),
    )
    page = members_page(signed_in(request), Asked.read(given), wanted)
    return _shown(request, "insight-leads", page)


def _shown(
    request: HttpRequest, name: str, page: Any, rows: Rows | None = None, **more: object
) -> HttpResponse:
    if rows is not None and request.GET.get("format") == "csv":
        return as_file(name, rows(page))
    given = request.GET.copy()
    given["format"] = "csv"
    fold = Fold.objects.first()
    context = {
        "page": page,
        "asked": page.asked,
        "here": name,
        "tabs": [(reverse(one), label, one == name) for one, label in TABS],
        "owners": _owners(signed_in(request)),
        "sources": Source.objects.order_by("label") if name == "insight" else (),
        "as_csv": given.urlencode() if rows is not None else "",
        "now": clock.now(),
        "folded_at": fold.folded_at if fold else None,
        **more,
    }
    template = name.partition("-")[2] or "funnel"
    return render(request, f"reports/{template}.html", context)


def _owners(user: User) -> Sequence[User]:
    """Whose leads one can ask for; what one may see of them is settled elsewhere."""
    return list(User.objects.filter(is_active=True).order_by("name", "email"))

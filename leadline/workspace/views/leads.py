"""The lists of leads and deals."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from leadline.access.actor import signed_in
from leadline.core import clock
from leadline.workspace.queries.leads import Wanted, records_for


@login_required
@require_GET
def leads(request: HttpRequest) -> HttpResponse:
    """Every lead that this person may see, the newest first."""
    page = records_for(signed_in(request), "lead", Wanted.read(request.GET), clock.now())
    return render(request, "workspace/leads.html", {"page": page})


@login_required
@require_GET
def deals(request: HttpRequest) -> HttpResponse:
    """Every deal that this person may see, the newest first."""
    page = records_for(signed_in(request), "deal", Wanted.read(request.GET), clock.now())
    return render(request, "workspace/deals.html", {"page": page})

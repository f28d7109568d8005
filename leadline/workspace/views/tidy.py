"""The page of what wants tidying."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from leadline.access.acting import for_those_who_may
from leadline.access.actor import signed_in
from leadline.access.roles import SEE
from leadline.core import clock
from leadline.workspace.queries.tidy import tidy_of


@login_required
@for_those_who_may(SEE)
@require_GET
def tidy(request: HttpRequest) -> HttpResponse:
    """Each matter with its number and the way to its list; what is in order comes last."""
    lines = tidy_of(signed_in(request), clock.now())
    page = {
        "open": [line for line in lines if not line.is_done],
        "done": [line for line in lines if line.is_done],
    }
    return render(request, "workspace/tidy.html", page)

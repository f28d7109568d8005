"""The first page after signing in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from leadline.access.actor import signed_in
from leadline.core import clock
from leadline.workspace.queries.first_steps import first_steps
from leadline.workspace.queries.today import today_page


@login_required
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """The whole page; htmx gets the panel of the row that was chosen."""
    user = signed_in(request)
    page = today_page(user, clock.now(), request.GET.get("item", ""))
    steps = first_steps(user) if page.is_empty else ()
    partial = bool(request.headers.get("HX-Request"))
    template = "workspace/_panel.html" if partial else "workspace/today.html"
    return render(request, template, {"page": page, "panel": page.panel, "steps": steps})

"""The first page after signing in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from leadline.access.actor import signed_in
from leadline.core import clock
from leadline.workspace.queries.first_steps import first_steps
from leadline.workspace.queries.today import panel_of_today, today_page


@login_required
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """The whole page; htmx gets the panel of the row that was chosen."""
    user, now, chosen = signed_in(request), clock.now(), request.GET.get("item", "")
    if request.headers.get("HX-Request"):
        panel = panel_of_today(user, chosen, now)
        return render(request, "workspace/_panel.html", {"panel": panel})
    page = today_page(user, now, chosen)
    steps = first_steps(user) if page.is_empty else ()
    return render(
        request, "workspace/today.html", {"page": page, "panel": page.panel, "steps": steps}
    )

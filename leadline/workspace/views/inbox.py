"""The inbox of the signed-in person."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.core.numbers import number_in
from leadline.work.actions.telling import read_notices
from leadline.workspace.queries.inbox import inbox_page
from leadline.workspace.views.doing import do


@login_required
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """What is new, and what was put away."""
    page = inbox_page(signed_in(request), number_in(request.GET.get("before", "")))
    return render(request, "workspace/inbox.html", {"page": page})


@login_required
@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """All that the page showed is put away; what came in since then stays new."""
    newest = number_in(request.POST.get("newest", ""))
    if newest is None:
        return redirect("inbox")
    return do(
        request,
        lambda: read_notices(actor_of(request), signed_in(request), newest=newest),
        _("All of it is put away."),
        reverse("inbox"),
    )

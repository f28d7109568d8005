"""Whether automation runs, and the hand that holds it or lets it go."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of
from leadline.automation.actions import hold_back, let_go
from leadline.automation.holding import the_worker
from leadline.core import clock
from leadline.workspace.queries.held import automation_page
from leadline.workspace.views.doing import do, records_seen


@login_required
@require_GET
def automation(request: HttpRequest) -> HttpResponse:
    """When it was last seen, why it waits, and what waits with it, by kind and age."""
    page = automation_page(clock.now(), records_seen(request))
    return render(request, "workspace/automation.html", {"page": page})


@login_required
@require_POST
def letting_go(request: HttpRequest) -> HttpResponse:
    act, said = lambda: let_go(actor_of(request), the_worker()), _("Automation goes on.")
    return do(request, act, said, reverse("automation"))


@login_required
@require_POST
def holding(request: HttpRequest) -> HttpResponse:
    act, said = lambda: hold_back(actor_of(request), the_worker()), _("Automation waits.")
    return do(request, act, said, reverse("automation"))

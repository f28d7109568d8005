"""What waits in a queue is seen, taken, or routed once more; what somebody has is given back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leadline.access.acting import for_those_who_may
from leadline.access.actor import actor_of
from leadline.core import clock
from leadline.work.actions.queues import give_back, route_again, take
from leadline.workspace.forms import GiveBackForm
from leadline.workspace.queries.routing import queues_page
from leadline.workspace.views.doing import do, record_seen, records_seen, refuse


@for_those_who_may("see")
@require_GET
def queues(request: HttpRequest) -> HttpResponse:
    """By queue, whoever waits longest first."""
    now = clock.now()
    page = {"queues": queues_page(records_seen(request), now), "now": now}
    return render(request, "workspace/queues.html", page)


@login_required
@require_POST
def taking(request: HttpRequest, pk: int) -> HttpResponse:
    """It is theirs who takes it, unless somebody was faster."""
    record = record_seen(request, pk)

    def act() -> None:
        take(actor_of(request), record)

    return do(
        request, act, _("%(title)s is yours now.") % {"title": record.title}, reverse("queues")
    )


@login_required
@require_POST
def routing_again(request: HttpRequest, pk: int) -> HttpResponse:
    """By the rule as it is now."""
    record = record_seen(request, pk)
    said = _("%(title)s was given to somebody.") % {"title": record.title}
    return do(request, lambda: route_again(actor_of(request), record), said, reverse("queues"))


@login_required
@require_POST
def giving_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever is next gets it, for a reason."""
    record, form = record_seen(request, pk), GiveBackForm(request.POST)
    back = reverse("record", args=[pk])
    if not form.is_valid():
        return refuse(request, form, back)
    said = _("%(title)s was given back.") % {"title": record.title}
    given = form.cleaned_data
    answer = do(request, lambda: give_back(actor_of(request), record, **given), said, back)
    return answer if records_seen(request).filter(pk=pk).exists() else redirect("today")

"""What automation held back is done after all, or given up: one step, or all of a kind."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from leadline.access.actor import actor_of
from leadline.automation.actions import drop_step, drop_steps, release_step, release_steps
from leadline.automation.models import HeldStep
from leadline.mail.actions.outbox import drop_letters, release_letters
from leadline.workspace.queries.held import late_letters, open_steps
from leadline.workspace.views.doing import do, do_many, records_seen

AT_ONCE = 200  # of one kind with one press


@login_required
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Once more, now that a person asks for it; what still forbids it may be passed."""
    step = _seen(request, pk)
    back = reverse("record", args=[step.record_id])
    return do(
        request,
        lambda: release_step(actor_of(request), step.record, step=step),
        _("Done after all."),
        back,
    )


@login_required
@require_POST
def dropping(request: HttpRequest, pk: int) -> HttpResponse:
    """Given up, with a reason if there is one."""
    step, reason = _seen(request, pk), request.POST.get("reason", "")
    back = reverse("record", args=[step.record_id])
    return do(
        request,
        lambda: drop_step(actor_of(request), step.record, step=step, reason=reason),
        _("Given up."),
        back,
    )


@login_required
@require_POST
def releases(request: HttpRequest) -> HttpResponse:
    """All of a kind that this person may see."""
    steps = list(open_steps(records_seen(request), request.POST.get("what", ""))[:AT_ONCE])
    return do_many(
        request,
        lambda: release_steps(actor_of(request), None, steps=steps),
        lambda number: ngettext("%(n)s step was done.", "%(n)s steps were done.", number),
        reverse("automation"),
    )


@login_required
@require_POST
def droppings(request: HttpRequest) -> HttpResponse:
    steps = list(open_steps(records_seen(request), request.POST.get("what", ""))[:AT_ONCE])
    return do_many(
        request,
        lambda: drop_steps(actor_of(request), None, steps=steps),
        lambda number: ngettext("%(n)s step was given up.", "%(n)s steps were given up.", number),
        reverse("automation"),
    )


@login_required
@require_POST
def letter_releases(request: HttpRequest) -> HttpResponse:
    """All late letters of one template that this person may see."""
    letters = list(late_letters(records_seen(request), request.POST.get("what", ""))[:AT_ONCE])
    return do_many(
        request,
        lambda: release_letters(actor_of(request), None, letters=letters),
        lambda number: ngettext("%(n)s letter leaves.", "%(n)s letters leave.", number),
        reverse("automation"),
    )


@login_required
@require_POST
def letter_droppings(request: HttpRequest) -> HttpResponse:
    letters = list(late_letters(records_seen(request), request.POST.get("what", ""))[:AT_ONCE])
    return do_many(
        request,
        lambda: drop_letters(actor_of(request), None, letters=letters),
        lambda number: ngettext("%(n)s letter was dropped.", "%(n)s letters were dropped.", number),
        reverse("automation"),
    )


def _seen(request: HttpRequest, pk: int) -> HeldStep:
    rows = HeldStep.objects.select_related("record", "task")
    return get_object_or_404(rows, pk=pk, record__in=records_seen(request))

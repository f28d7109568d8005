"""Trials are opened, extended and ended by hand, and what a person did in the product is ticked."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leadline.access.actor import actor_of
from leadline.core.durations import Duration, Unit
from leadline.service.actions import confirm, end_trial, extend_trial, open_trial
from leadline.service.actions import refuse as refuse_errand
from leadline.service.models import Errand
from leadline.workspace.forms import ExtendForm, RefusalForm
from leadline.workspace.views.doing import do, record_seen, records_seen, refuse


@login_required
@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    lead = record_seen(request, pk, "lead")
    said = _("The trial is being opened.")
    return do(request, lambda: open_trial(actor_of(request), lead), said, _address(pk))


@login_required
@require_POST
def extension(request: HttpRequest, pk: int) -> HttpResponse:
    lead, form = record_seen(request, pk, "lead"), ExtendForm(request.POST)
    if not form.is_valid():
        return refuse(request, form, _address(pk))
    more = Duration(form.cleaned_data["days"], Unit.DAY)
    said = _("The trial runs longer.")
    return do(
        request, lambda: extend_trial(actor_of(request), lead, within=more), said, _address(pk)
    )


@login_required
@require_POST
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    lead = record_seen(request, pk, "lead")
    said = _("The trial is being ended.")
    return do(request, lambda: end_trial(actor_of(request), lead), said, _address(pk))


@login_required
@require_POST
def completion(request: HttpRequest, pk: int) -> HttpResponse:
    """A person did it in the product."""
    errand = _errand(request, pk)
    lead = errand.entitlement.lead
    said = _("Noted. Now everybody is told.")
    return do(
        request,
        lambda: confirm(actor_of(request), lead, errand=errand),
        said,
        _address(lead.pk),
    )


@login_required
@require_POST
def refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """It cannot be done in the product."""
    errand, form = _errand(request, pk), RefusalForm(request.POST)
    lead = errand.entitlement.lead
    if not form.is_valid():
        return refuse(request, form, _address(lead.pk))
    reason, said = form.cleaned_data["reason"], _("Noted.")
    return do(
        request,
        lambda: refuse_errand(actor_of(request), lead, errand=errand, reason=reason),
        said,
        _address(lead.pk),
    )


def _errand(request: HttpRequest, pk: int) -> Errand:
    """404 for one of a lead that this person may not see, or that nobody does by hand."""
    rows = Errand.objects.select_related("entitlement__lead", "entitlement__product")
    return get_object_or_404(rows, pk=pk, by_hand=True, entitlement__lead__in=records_seen(request))


def _address(pk: int) -> str:
    return reverse("lead", args=[pk])

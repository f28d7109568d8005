"""A lead is handed to a partner and taken back, on its page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leadline.access.actor import actor_of
from leadline.channel.actions.handing import (
    hand_to_partner,
    take_back_from_partner,
    write_to_partner_again,
)
from leadline.channel.forms import HandForm, TakeBackForm
from leadline.workspace.views.doing import do, record_seen, refuse


@login_required
@require_POST
def handing(request: HttpRequest, pk: int) -> HttpResponse:
    """They are written to, and have their working time to answer."""
    record, form = record_seen(request, pk), HandForm(request.POST)
    back = reverse("record", args=[pk])
    if not form.is_valid():
        return refuse(request, form, back)
    given = form.cleaned_data
    said = _("%(partner)s has it now.") % {"partner": given["partner"]}
    return do(request, lambda: hand_to_partner(actor_of(request), record, **given), said, back)


@login_required
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Their link is closed."""
    record, form = record_seen(request, pk), TakeBackForm(request.POST)
    back = reverse("record", args=[pk])
    if not form.is_valid():
        return refuse(request, form, back)
    reason = form.cleaned_data["reason"]
    said = _("It was taken back.")

    def act() -> None:
        take_back_from_partner(actor_of(request), record, reason=reason)

    return do(request, act, said, back)


@login_required
@require_POST
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter with the link leaves once more."""
    record, back = record_seen(request, pk), reverse("record", args=[pk])
    said = _("The letter with the link leaves again.")
    return do(request, lambda: write_to_partner_again(actor_of(request), record), said, back)

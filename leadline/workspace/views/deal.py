"""The page of one deal, and what is done on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.access.models import Firm
from leadline.access.policy import visible
from leadline.core import clock
from leadline.core.errors import Invalid
from leadline.core.money import Money, MoneyError, parse_amount, parse_money
from leadline.deals.actions import lose, set_amount, win
from leadline.records.models import Record
from leadline.workspace.forms import AmountForm, LossForm
from leadline.workspace.queries.deal import deal_page
from leadline.workspace.views.doing import do, record_seen, refuse


@login_required
@require_GET
def deal(request: HttpRequest, pk: int) -> HttpResponse:
    record = record_seen(request, pk, "deal")
    page = deal_page(record, signed_in(request), clock.now(), _address(pk))
    return render(request, "workspace/deal.html", {"page": page})


@login_required
@require_POST
def amount(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is worth; without a currency the firm's is meant."""
    record, form = record_seen(request, pk, "deal"), AmountForm(request.POST)
    if not form.is_valid():
        return refuse(request, form, _address(pk))

    def act() -> None:
        set_amount(actor_of(request), record, amount=_money(form.cleaned_data["amount"]))

    return do(request, act, _("Saved."), _address(pk))


@login_required
@require_POST
def winning(request: HttpRequest, pk: int) -> HttpResponse:
    record = record_seen(request, pk, "deal")
    return do(request, lambda: win(actor_of(request), record), _("Won."), _address(pk))


@login_required
@require_POST
def loss(request: HttpRequest, pk: int) -> HttpResponse:
    """Why it was lost, in short and in their words."""
    record, form = record_seen(request, pk, "deal"), LossForm(request.POST)
    if not form.is_valid():
        return refuse(request, form, _address(pk))
    given = form.cleaned_data
    return do(request, lambda: lose(actor_of(request), record, **given), _("Lost."), _address(pk))


@login_required
@require_GET
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """From a record's number to the page of its kind; a trial's page is that of its lead.

    Of one that lies in the bin, to the bin.
    """
    if visible(request.user, Record.with_bin.filter(pk=pk, binned_at__isnull=False)).exists():
        messages.info(request, _("This lies in the bin. It can be brought back from here."))
        return redirect(f"{reverse('bin')}?whose=all")
    found = record_seen(request, pk)
    if found.kind == "trial" and found.opener_id:
        return redirect("lead", pk=found.opener_id)
    return redirect(found.kind if found.kind in ("deal", "contact") else "lead", pk=pk)


def _money(text: str) -> Money:
    try:
        return parse_money(text)
    except MoneyError:
        pass
    try:
        return parse_amount(text, Firm.current().currency)
    except MoneyError as error:
        raise Invalid(_("Write an amount, such as 1,250.00 EUR.")) from error


def _address(pk: int) -> str:
    return reverse("deal", args=[pk])

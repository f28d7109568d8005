"""The pages of products: how trials are carried out, what waits, and the secrets of each."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leadline.access.acting import for_those_who_may, refusals_on, said_or_refused
from leadline.access.actor import actor_of, signed_in
from leadline.access.policy import visible
from leadline.core.history import history_of
from leadline.records.models import Record
from leadline.service.actions import (
    change_product,
    offer_product,
    renew_secret,
    renew_usage_token,
    retry,
)
from leadline.service.forms import ProductForm
from leadline.service.models import Errand, How, Product
from leadline.service.trying import try_hook
from leadline.service.waiting import product_lines, waiting_of

CHANGES = "change product"


@for_those_who_may(CHANGES)
@require_GET
def products(request: HttpRequest) -> HttpResponse:
    return render(request, "service/products.html", {"lines": product_lines()})


@for_those_who_may(CHANGES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_product(request: HttpRequest) -> HttpResponse:
    """One that is called shows its secret, once."""
    form = ProductForm(request.POST or None, initial={"is_default": not Product.objects.exists()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data | {"how": How(form.cleaned_data["how"])}
        with refusals_on(form):
            made = offer_product(actor_of(request), None, **told)
            if made.how == How.HOOK:
                return _with_secret(request, made, made.hook_secret, "hook")
            messages.success(request, _("Saved."))
            return redirect("product", made.pk)
    status = 422 if form.errors else 200
    return render(request, "service/product_new.html", {"form": form}, status=status)


@for_those_who_may(CHANGES)
@require_http_methods(["GET", "HEAD", "POST"])
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """One product: how it is carried out, what waits, its reports of usage, what was changed."""
    one = _product(pk)
    form = ProductForm(request.POST or None, instance=one)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_product(actor_of(request), one, values=form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("product", pk)
    one = _product(pk)
    page = {
        "product": one,
        "form": form,
        "waiting": waiting_of(one, signed_in(request)),
        "history": history_of(one, form.labels()),
        "usage_address": _usage_address(),
    }
    return render(request, "service/product.html", page, status=422 if form.errors else 200)


@for_those_who_may(CHANGES)
@require_POST
def trial_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Calls the product once and says what it answered."""
    one = _product(pk)
    if one.how == How.HOOK:
        messages.info(request, try_hook(actor_of(request), one))
    return redirect("product", pk)


@for_those_who_may(CHANGES)
@never_cache
@require_POST
def secret(request: HttpRequest, pk: int) -> HttpResponse:
    """A new secret for the calls, shown once."""
    return _renewed(request, pk, renew_secret, "hook")


@for_those_who_may(CHANGES)
@never_cache
@require_POST
def usage_token(request: HttpRequest, pk: int) -> HttpResponse:
    """A new token for reports of usage, shown once."""
    return _renewed(request, pk, renew_usage_token, "usage")


@for_those_who_may(CHANGES)
@require_POST
def retrial(request: HttpRequest, pk: int) -> HttpResponse:
    """Calls the product once more for an errand that could not be carried out."""
    rows = Errand.objects.select_related("entitlement__lead").filter(
        entitlement__lead__in=visible(request.user, Record.objects.all())
    )
    errand = get_object_or_404(rows, pk=pk)
    lead = errand.entitlement.lead
    said_or_refused(
        request,
        lambda: retry(actor_of(request), lead, errand=errand),
        _("The product will be called again."),
    )
    return redirect("product", errand.entitlement.product_id)


def _renewed(request: HttpRequest, pk: int, renew: Callable[..., str], what: str) -> HttpResponse:
    one, made = _product(pk), ""

    def act() -> None:
        nonlocal made
        made = renew(actor_of(request), one)

    if said_or_refused(request, act, _("The one before is not used from now on.")):
        return _with_secret(request, one, made, what)
    return redirect("product", pk)


def _with_secret(request: HttpRequest, one: Product, text: str, what: str) -> HttpResponse:
    page = {"product": one, "secret": text, "what": what, "usage_address": _usage_address()}
    return render(request, "service/product_secret.html", page)


def _usage_address() -> str:
    return f"{settings.URL}{reverse('usage')}"


def _product(pk: int) -> Product:
    return get_object_or_404(Product, pk=pk)

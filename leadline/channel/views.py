"""The pages of partners: who they are and what became of their leads, and the form of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leadline.access.acting import for_those_who_may, refusals_on
from leadline.access.actor import actor_of
from leadline.access.models import Firm
from leadline.channel.actions.partners import appoint_partner, change_partner
from leadline.channel.forms import PartnerForm
from leadline.channel.models import Partner
from leadline.channel.queries import partner_lines
from leadline.core.history import history_of
from leadline.parties.models import Company


@for_those_who_may("see")
@require_GET
def partners(request: HttpRequest) -> HttpResponse:
    """By name, each with what became of its leads."""
    return render(request, "channel/partners.html", {"lines": partner_lines()})


@for_those_who_may("appoint partner")
@require_http_methods(["GET", "HEAD", "POST"])
def partner(request: HttpRequest, pk: int) -> HttpResponse:
    """pk: of the company, which becomes a partner or is one."""
    company = get_object_or_404(Company, pk=pk)
    one = Partner.objects.filter(company=company).order_by("pk").first()
    form = PartnerForm(one, Firm.current().zone, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _keep(request, company, one, form)
            messages.success(request, _("Saved."))
            return redirect("company", pk)
    labels = {name: field.label for name, field in form.fields.items()}
    history = history_of(one, labels) if one else ()
    page = {"company": company, "partner": one, "form": form, "history": history}
    return render(request, "channel/partner.html", page, status=422 if form.errors else 200)


def _keep(request: HttpRequest, company: Company, one: Partner | None, form: PartnerForm) -> None:
    given = dict(form.cleaned_data)
    if one is not None:
        change_partner(actor_of(request), one, values=given)
        return
    must = {name: given.pop(name) for name in ("manager", "email")}
    appoint_partner(actor_of(request), company, **must, values=given)

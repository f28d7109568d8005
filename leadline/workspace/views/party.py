"""The pages of one person and one company."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.access.policy import may
from leadline.parties.actions.appointing import appoint_account_manager
from leadline.parties.models import Company, Person
from leadline.workspace.queries.parties import companies_seen, people_seen
from leadline.workspace.queries.party import company_page, person_page
from leadline.workspace.routing_forms import AccountManagerForm
from leadline.workspace.views.doing import do, refuse


@login_required
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """404 for somebody who is not there or not to be seen; who was merged is found at the other."""
    user = signed_in(request)
    if into := Person.objects.filter(pk=pk).values_list("merged_into", flat=True).first():
        return redirect("person", pk=into)
    found = get_object_or_404(people_seen(user).select_related("company"), pk=pk)
    return render(request, "workspace/party_person.html", {"page": person_page(found, user)})


@login_required
@require_GET
def company(request: HttpRequest, pk: int) -> HttpResponse:
    """As `person`."""
    user = signed_in(request)
    if into := Company.objects.filter(pk=pk).values_list("merged_into", flat=True).first():
        return redirect("company", pk=into)
    found = get_object_or_404(companies_seen(user), pk=pk)
    page = {
        "page": company_page(found, user),
        "form": AccountManagerForm(initial={"manager": found.account_manager_id}),
        "may_appoint": may(actor_of(request), appoint_account_manager.name, found),
    }
    return render(request, "workspace/party_company.html", page)


@login_required
@require_POST
def manager(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else serves the company from now on."""
    found = get_object_or_404(companies_seen(signed_in(request)), pk=pk)
    form, back = AccountManagerForm(request.POST), reverse("company", args=[pk])
    if not form.is_valid():
        return refuse(request, form, back)
    given = form.cleaned_data

    def act() -> None:
        appoint_account_manager(actor_of(request), found, **given)

    return do(request, act, _("Saved."), back)

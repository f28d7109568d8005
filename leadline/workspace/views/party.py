"""The pages of one person and one company."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.access.policy import may
from leadline.channel.actions.partners import appoint_partner
from leadline.core.numbers import number_in
from leadline.leads.actions.contacts import make_contact
from leadline.parties.actions.appointing import appoint_account_manager
from leadline.parties.models import Company, Person
from leadline.workspace.party_forms import CompanyForm, PartyForm, PersonForm, WaysForm
from leadline.workspace.queries.contacts import grounds_for
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
    return person_shown(request, found)


@login_required
@require_GET
def company(request: HttpRequest, pk: int) -> HttpResponse:
    """As `person`."""
    user = signed_in(request)
    if into := Company.objects.filter(pk=pk).values_list("merged_into", flat=True).first():
        return redirect("company", pk=into)
    return company_shown(request, get_object_or_404(companies_seen(user), pk=pk))


@login_required
@require_POST
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """There is business with this person: they have a status of their own from now on."""
    found = get_object_or_404(people_seen(signed_in(request)), pk=pk)
    version = number_in(request.POST.get("version", ""))

    def act() -> None:
        make_contact(actor_of(request), found, version=version)

    return do(request, act, _("They are a contact now."), reverse("person", args=[pk]))


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


def person_shown(
    request: HttpRequest, found: Person, form: PartyForm | None = None
) -> HttpResponse:
    """form: with what was wrong in it."""
    page = {
        "page": person_page(found, signed_in(request)),
        "form": form or PersonForm.of(found),
        "ways": WaysForm(),
        "can_change": bool(may(actor_of(request), "change person", found)),
        "can_delete": bool(may(actor_of(request), "delete person", found)),
        "grounds": grounds_for(actor_of(request), found),
    }
    return render(request, "workspace/party_person.html", page, status=422 if form else 200)


def company_shown(
    request: HttpRequest, found: Company, form: PartyForm | None = None
) -> HttpResponse:
    """As `person_shown`."""
    page = {
        "page": company_page(found, signed_in(request)),
        "form": form or CompanyForm.of(found),
        "manager_form": AccountManagerForm(initial={"manager": found.account_manager_id}),
        "may_appoint": may(actor_of(request), appoint_account_manager.name, found),
        "may_be_partner": may(actor_of(request), appoint_partner.name),
        "can_change": bool(may(actor_of(request), "change company", found)),
        "can_delete": bool(may(actor_of(request), "delete company", found)),
    }
    return render(request, "workspace/party_company.html", page, status=422 if form else 200)

"""A person's and a company's own data changed in place, and how they are reached."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leadline.access.acting import refusals_on
from leadline.access.actor import actor_of, signed_in
from leadline.core.errors import Refused
from leadline.parties.actions.adding import remove_email_address, remove_phone_number
from leadline.parties.actions.changing import (
    add_email_address,
    add_phone_number,
    change_company,
    change_person,
)
from leadline.parties.models import Company, EmailAddress, Person, PhoneNumber
from leadline.workspace.party_forms import CompanyForm, PartyForm, PersonForm, WaysForm
from leadline.workspace.queries.parties import companies_seen, people_seen
from leadline.workspace.views.doing import do, refuse
from leadline.workspace.views.party import company_shown, person_shown


@login_required
@require_POST
def person_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What two have changed at once is shown to the second, with what they typed."""
    person = _person(request, pk)
    form = PersonForm.of(person, request.POST)
    if form.is_valid():
        with refusals_on(form):
            change_person(actor_of(request), person, values=form.values, seen=form.seen)
            return redirect("person", pk=pk)
    return person_shown(request, person, _once_more(form, person))


@login_required
@require_POST
def company_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """As `person_changes`."""
    company = get_object_or_404(companies_seen(signed_in(request)), pk=pk)
    form = CompanyForm.of(company, request.POST)
    if form.is_valid():
        with refusals_on(form):
            change_company(actor_of(request), company, values=form.values, seen=form.seen)
            return redirect("company", pk=pk)
    return company_shown(request, company, _once_more(form, company))


@login_required
@require_POST
def ways(request: HttpRequest, pk: int) -> HttpResponse:
    """One more address, number, or both."""
    person, form = _person(request, pk), WaysForm(request.POST)
    back = reverse("person", args=[pk])
    if not form.is_valid():
        return refuse(request, form, back)
    given = form.cleaned_data

    def act() -> None:
        if not (given["email"] or given["phone"]):
            raise Refused(_("Write an e-mail address or a phone number."))
        if given["email"]:
            add_email_address(actor_of(request), person, text=given["email"])
        if given["phone"]:
            add_phone_number(actor_of(request), person, text=given["phone"])

    return do(request, act, _("Added."), back)


@login_required
@require_POST
def email_removal(request: HttpRequest, pk: int, email: int) -> HttpResponse:
    """Its address is no longer theirs."""
    person = _person(request, pk)
    row = get_object_or_404(EmailAddress, pk=email, person=person)

    def act() -> None:
        remove_email_address(actor_of(request), person, email=row)

    return do(request, act, _("Taken away."), reverse("person", args=[pk]))


@login_required
@require_POST
def phone_removal(request: HttpRequest, pk: int, phone: int) -> HttpResponse:
    """Its number is no longer theirs."""
    person = _person(request, pk)
    row = get_object_or_404(PhoneNumber, pk=phone, person=person)

    def act() -> None:
        remove_phone_number(actor_of(request), person, phone=row)

    return do(request, act, _("Taken away."), reverse("person", args=[pk]))


def _person(request: HttpRequest, pk: int) -> Person:
    return get_object_or_404(people_seen(signed_in(request)).select_related("company"), pk=pk)


def _once_more(form: PartyForm, party: Person | Company) -> PartyForm:
    """With what is wrong, over what stands there now."""
    party.refresh_from_db()
    again = form.again(party)
    for name, sentences in form.errors.items():
        for sentence in sentences if name not in again.errors else ():
            again.add_error(None if name == "__all__" else name, sentence)
    return again

"""The pages of one person and one company."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from leadline.access.actor import signed_in
from leadline.parties.models import Company, Person
from leadline.workspace.queries.parties import companies_seen, people_seen
from leadline.workspace.queries.party import company_page, person_page


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
    return render(request, "workspace/party_company.html", {"page": company_page(found, user)})

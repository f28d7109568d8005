"""+ New: who or what is typed is looked for before it is made, and each kind has its form."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leadline.access.acting import for_those_who_may, refusals_on
from leadline.access.actor import actor_of, signed_in
from leadline.access.models import Firm
from leadline.access.roles import SEE
from leadline.parties.actions.adding import add_company
from leadline.parties.actions.entering import enter_people
from leadline.parties.candidates import read
from leadline.work.actions.making import task
from leadline.work.panels import note_panel
from leadline.workspace.new_task_form import NewTaskForm
from leadline.workspace.party_forms import NewCompanyForm, NewPersonForm
from leadline.workspace.queries.beginning import beginning_of
from leadline.workspace.queries.new import who_is
from leadline.workspace.queries.parties import companies_seen, people_seen
from leadline.workspace.views.doing import record_seen

LONGEST = 100  # characters of what is typed first
FORM = ["GET", "HEAD", "POST"]


@for_those_who_may(SEE)
@require_GET
def new(request: HttpRequest, what: str = "") -> HttpResponse:
    """What is typed, what is known of it, and what it can become. what: only for this act."""
    text = " ".join(request.GET.get("q", "").split())[:LONGEST]
    page = beginning_of(signed_in(request), text, what)
    is_part = bool(request.headers.get("HX-Request"))
    template = "workspace/_beginning.html" if is_part else "workspace/new.html"
    return render(request, template, {"page": page})


@for_those_who_may("enter people")
@require_http_methods(FORM)
def new_person(request: HttpRequest) -> HttpResponse:
    """Who is known is found, and what is new of them is added."""
    if request.method != "POST":
        begun = {"country": Firm.current().country} | request.GET.dict()
        return _person_form(request, NewPersonForm(initial=begun))
    form = NewPersonForm(request.POST)
    profile = read(form.candidate())
    for problem in profile.problems if form.is_valid() else ():
        form.add_error(None, str(problem))
    if form.is_valid():
        with refusals_on(form):
            [entered] = enter_people(actor_of(request), None, profiles=[profile])
            if entered.is_new:
                messages.success(request, _("Added."))
            else:
                messages.warning(request, _("They are known: what is new of them was added."))
            seen = people_seen(signed_in(request)).filter(pk=entered.person.pk).exists()
            return redirect("person", pk=entered.person.pk) if seen else redirect("people")
    return _person_form(request, form, 422)


@for_those_who_may("enter people")
@require_GET
def known_person(request: HttpRequest) -> HttpResponse:
    """Who the person is that is being typed, for htmx: a partial, empty where nobody is known."""
    somebody = who_is(signed_in(request), NewPersonForm(request.GET).candidate())
    return render(request, "workspace/_known.html", {"somebody": somebody})


@for_those_who_may("add company")
@require_http_methods(FORM)
def new_company(request: HttpRequest) -> HttpResponse:
    """One that is known is found."""
    if request.method != "POST":
        begun = {"country": Firm.current().country, "company": request.GET.get("name", "")}
        form = NewCompanyForm(initial=begun | request.GET.dict())
        return render(request, "workspace/new_company.html", {"form": form})
    form = NewCompanyForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            company, is_new = add_company(actor_of(request), None, candidate=form.candidate())
            if is_new:
                messages.success(request, _("Added."))
            else:
                messages.warning(request, _("It is known: this is it."))
            seen = companies_seen(signed_in(request)).filter(pk=company.pk).exists()
            return redirect("company", pk=company.pk) if seen else redirect("companies")
    return render(request, "workspace/new_company.html", {"form": form}, status=422)


@login_required
@require_http_methods(FORM)
def new_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Something to be done for a record, by oneself unless somebody else is chosen."""
    record, user = record_seen(request, pk), signed_in(request)
    form = NewTaskForm(user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            task(actor_of(request), record, **form.given)
            messages.success(request, _("It is to be done."))
            return redirect("record", pk=pk)
    page = {"form": form, "record": record}
    return render(request, "workspace/new_task.html", page, status=422 if form.is_bound else 200)


@login_required
@require_GET
def new_note(request: HttpRequest, pk: int) -> HttpResponse:
    """A form that writes down something about a record."""
    record = record_seen(request, pk)
    panel = note_panel(record, signed_in(request), next=reverse("record", args=[pk]))
    return render(request, "workspace/new_note.html", {"panel": panel, "record": record})


def _person_form(request: HttpRequest, form: NewPersonForm, status: int = 200) -> HttpResponse:
    somebody = who_is(signed_in(request), form.candidate())
    page = {"form": form, "somebody": somebody}
    return render(request, "workspace/new_person.html", page, status=status)

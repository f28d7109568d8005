"""Leads that somebody types in, with a look at who the typed person already is."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leadline.access.acting import for_those_who_may
from leadline.access.actor import actor_of, signed_in
from leadline.access.models import Firm, User
from leadline.automation.answering import answer_now
from leadline.core.errors import Refused
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Fate, Outcome
from leadline.leads.known import KIND
from leadline.playbooks.custom import custom_fields
from leadline.records.actions import assign
from leadline.workspace.new_forms import NewLeadForm
from leadline.workspace.queries.new import Way, door_through, source_names, ways, who_is
from leadline.workspace.views.doing import said_of

OPENS = "open leads"


@for_those_who_may(OPENS)
def new_lead(request: HttpRequest) -> HttpResponse:
    """GET is the form, perhaps begun (?name=…); POST opens the lead, or joins the one there is."""
    open_ways = ways(signed_in(request))
    if request.method != "POST":
        initial = {"source": _("By hand"), "country": Firm.current().country}
        return _shown(request, _form(open_ways, initial=initial | request.GET.dict()))
    form = _form(open_ways, request.POST)
    if not form.is_valid():
        return _shown(request, form, 422)
    try:
        outcome = _open(request, form)
    except Refused as refused:
        form.add_error(None, said_of(refused))
        return _shown(request, form, 422)
    if outcome.fate is Fate.JOINED:
        messages.warning(request, _("They are known: this was added to their open lead."))
    else:
        messages.success(request, _("The lead is open."))
    return redirect("record", pk=outcome.record.pk)


@for_those_who_may(OPENS)
@require_GET
def known(request: HttpRequest) -> HttpResponse:
    """Who the person is that is being typed, for htmx: a partial, empty where nobody is known."""
    form = NewLeadForm((), request.GET)
    somebody = who_is(signed_in(request), form.candidate())
    return render(request, "workspace/_known.html", {"somebody": somebody})


def _form(open_ways: Sequence[Way], *args: Any, **kwargs: Any) -> NewLeadForm:
    return NewLeadForm(open_ways, *args, custom=custom_fields(KIND), **kwargs)


def _open(request: HttpRequest, form: NewLeadForm) -> Outcome:
    way = form.way_in
    if way is None:
        raise Refused(_("No playbook with a process for leads is published yet."))
    actor, user = actor_of(request), signed_in(request)
    door = door_through(way, form.beginning)
    [outcome] = open_leads(actor, None, door=door, incoming=[form.incoming()])
    if outcome.fate is Fate.CREATED and form.cleaned_data["mine"]:
        _take(request, outcome, user)
    return outcome


def _take(request: HttpRequest, outcome: Outcome, user: User) -> None:
    """The playbook gives it to somebody first, so that its clocks run; then it is theirs."""
    answer_now(outcome.record.pk)
    assign(actor_of(request), outcome.record, owner=user, reason=_("Typed it in"))


def _shown(request: HttpRequest, form: NewLeadForm, status: int = 200) -> HttpResponse:
    somebody = who_is(signed_in(request), form.candidate()) if form.is_bound else None
    page = {"form": form, "sources": source_names(), "somebody": somebody}
    return render(request, "workspace/new_lead.html", page, status=status)

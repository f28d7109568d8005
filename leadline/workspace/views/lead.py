"""The pages of one lead and one contact, and what is done on them."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.access.policy import may
from leadline.core import clock
from leadline.core.errors import Refused
from leadline.core.numbers import number_in
from leadline.leads.contacts import CONTACT
from leadline.leads.known import KIND
from leadline.records.actions import ask_move, assign, give_answers, release, take_back_move
from leadline.records.models import Record
from leadline.ui.passing import offer_passing
from leadline.work.actions.files import with_files_kept
from leadline.workspace.forms import AnswersForm, OwnerForm
from leadline.workspace.queries.lead import answers_form, lead_page, move_form
from leadline.workspace.queries.moves import moves_of
from leadline.workspace.queries.needs import needs_of
from leadline.workspace.reading import Reading, reading_of
from leadline.workspace.stage_form import gone_of, said_of_gone
from leadline.workspace.views.doing import (
    do,
    next_of,
    record_seen,
    refuse,
    said_of,
)


@login_required
def lead(request: HttpRequest, pk: int) -> HttpResponse:
    """Who, how far, what is missing, what can be done here, what happened and why."""
    return _page(request, record_seen(request, pk, "lead"))


@login_required
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """What the status is of somebody with whom there is business, and their cycles and deals."""
    return _page(request, record_seen(request, pk, "contact"))


@login_required
@require_POST
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """What was learned; a mistake is shown beside its field."""
    record, now = _seen(request, pk), clock.now()
    reading = reading_of(record, now)
    form = (
        answers_form(reading, needs_of(reading), request.POST, request.FILES) if reading else None
    )
    if reading is None or form is None:
        if gone := gone_of(request.POST.dict(), ()):
            messages.error(request, said_of_gone(gone, reading.label if reading else str))
        return redirect(_address(record))
    if not form.is_valid():
        return _page(request, record, bound=form)
    try:
        given = with_files_kept(actor_of(request), record, form.answers)
        seen = _seen_of(reading, given)
        give_answers(actor_of(request), record, answers=given, evidence=_("asked by us"), seen=seen)
    except Refused as refused:
        offer_passing(request, refused)
        form.add_error(None, said_of(refused))
        return _page(request, record, bound=form)
    return redirect(next_of(request, _address(record)))


@login_required
@require_POST
def moves(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for another stage, with what that move wants to be told."""
    record, actor = _seen(request, pk), actor_of(request)
    reading = reading_of(record, clock.now())
    wanted, line = request.POST.get("to", ""), request.POST.get("line", "")
    choices = moves_of(reading, actor) if reading else ()
    choice = next((one for one in choices if one.to == wanted and one.line == line), None)
    if choice is None:
        open_ones = [one.label for one in choices if one.allowed]
        return do(request, lambda: _nowhere(open_ones), "", _address(record))
    passes = choice.may_pass and actor.passing  # the wish that waits has its answers already
    form = None if passes else move_form(reading, choice, request.POST, request.FILES)
    if form is not None and not form.is_valid():
        return refuse(request, form, _address(record))

    def act() -> None:
        given = with_files_kept(actor, record, form.answers) if form else {}
        ask_move(actor, record, to=choice.to, line=choice.line, answers=given)

    return do(request, act, _("Asked to move to %(to)s.") % {"to": choice.label}, _address(record))


@login_required
@require_POST
def taking_back(request: HttpRequest, pk: int) -> HttpResponse:
    """It stays where it is after all."""
    record = record_seen(request, pk)
    said = _("It stays where it is.")
    return do(request, lambda: take_back_move(actor_of(request), record), said, _address(record))


@login_required
@require_POST
def owner(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else has it from now on."""
    record, form = record_seen(request, pk), OwnerForm(request.POST)
    if not form.is_valid():
        return refuse(request, form, _address(record))
    given = form.cleaned_data
    said = _("%(owner)s has it now.") % {"owner": given["owner"]}
    return do(request, lambda: assign(actor_of(request), record, **given), said, _address(record))


@login_required
@require_POST
def going_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Automation had stopped here; it tries once more."""
    record = record_seen(request, pk)
    said = _("Automation goes on here.")
    return do(request, lambda: release(actor_of(request), record), said, _address(record))


def _page(request: HttpRequest, record: Record, bound: AnswersForm | None = None) -> HttpResponse:
    page = lead_page(
        record,
        signed_in(request),
        clock.now(),
        here=_address(record),
        before=number_in(request.GET.get("before", "")),
        bound=bound,
    )
    status = 200 if bound is None else 422
    may_credit = bool(may(actor_of(request), "choose campaign", record))
    shown = {"page": page, "may_credit": may_credit}
    if record.kind == CONTACT:
        return render(request, "workspace/contact.html", shown, status=status)
    return render(request, "workspace/lead.html", shown, status=status)


def _seen(request: HttpRequest, pk: int) -> Record:
    """A lead, or a contact, whose page can do the same."""
    record = record_seen(request, pk)
    if record.kind not in (KIND, CONTACT):
        raise Http404
    return record


def _seen_of(reading: Reading, given: Mapping[str, object]) -> dict[str, object]:
    """What the record itself knew when the form was read: who was faster is not overwritten."""
    own = reading.record.answers
    return {name: own.get(name) for name in given if name in own or reading.view.get(name) is None}


def _nowhere(allowed: Sequence[str]) -> None:
    if not allowed:
        raise Refused(_("This does not lead there. Nobody moves it by hand from here."))
    told = _("This does not lead there. Allowed from here: %(allowed)s.")
    raise Refused(told % {"allowed": ", ".join(allowed)})


def _address(record: Record) -> str:
    return reverse(CONTACT if record.kind == CONTACT else "lead", args=[record.pk])

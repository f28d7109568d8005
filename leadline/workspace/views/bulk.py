"""Many records of a list at once: given away, moved, answered, put into the bin."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.access.models import User
from leadline.conditions.catalogue import Kind as FieldKind
from leadline.core import clock
from leadline.core.actor import Actor
from leadline.core.errors import Refused
from leadline.core.numbers import number_in
from leadline.records.answers import read_answer
from leadline.records.models import Record
from leadline.workspace.bulk import (
    ADD,
    MOST,
    SAY,
    TAKE,
    Outcome,
    answer_all,
    delete_all,
    give_to,
    move_all,
    restore_all,
    undo,
)
from leadline.workspace.bulk_letters import take_back_all
from leadline.workspace.bulk_parties import (
    CHANGEABLE,
    change_parties,
    delete_parties,
    restore_parties,
    undo_change,
)
from leadline.workspace.forms import OwnerForm
from leadline.workspace.kinds import KINDS, Kind
from leadline.workspace.queries.bin import KINDS as BIN
from leadline.workspace.queries.leads import Selection, selection_of
from leadline.workspace.queries.lists.paging import page_of
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.views.doing import said_of
from leadline.workspace.views.kept_acts import forget, keep, kept_at
from leadline.workspace.views.leads import is_awaited, selection_posted, to_list

OWN = ("csrfmiddlewaretoken", "before", "pick")  # of a form that is sent once more


@login_required
@require_POST
def bulk(request: HttpRequest, kind: str) -> HttpResponse:
    """Does it to the ticked records, or to all that fit, 500 at a time."""
    selection = selection_posted(request, kind)
    if is_awaited(request, selection):
        return to_list(selection)
    records, further = chosen(request, selection)
    asked = [(name, str(request.POST[name])) for name in request.POST if name not in OWN]
    again = asked if further else []
    if request.POST.get("act") == "letter" and selection.kind.is_record and records:
        kept = ([one.pk for one in records], selection.wanted.query, again, further)
        return redirect(reverse(KINDS[kind].at("letters"), args=[keep(request, "letters", kept)]))
    acts = OF_RECORDS if selection.kind.is_record else OF_PARTIES
    act = acts.get(request.POST.get("act", ""))
    try:
        if act is None or not records:
            raise Refused(_("Tick records first, and choose what to do with them."))
        made = act(request, selection, records)
    except Refused as refused:
        messages.error(request, said_of(refused))
        return redirect(f"{reverse(KINDS[kind].at())}?{selection.wanted.query}")
    outcome = replace(made, further=further, beyond=further != "" and selection.beyond)
    return redirect(to_done(request, selection, outcome, again))


@login_required
@require_GET
def done(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What it was done to, and the refused ones with the reason; an undo where there is one, and
    the next 500 where there are more."""
    kept = kept_at(request, "done", key)
    if kept is None:
        messages.info(request, _("What happened there is no longer kept."))
        return redirect(KINDS[kind].at())
    outcome, query, again = kept
    page = {
        "kind": KINDS[kind],
        "outcome": outcome,
        "again": [*again, ("before", outcome.further)] if again else [],
        "most": MOST,
        "urls": KINDS[kind].urls,
        "back": f"{reverse(KINDS[kind].at())}?{query}",
        "undo": reverse(KINDS[kind].at("undo"), args=[key]) if outcome.before else "",
        "what": outcome.what,
    }
    return render(request, "workspace/bulk.html", page)


@login_required
@require_POST
def undoing(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Gives back what the records had; those that were changed since are told."""
    kept = kept_at(request, "done", key)
    if kept is None or not kept[0].before:
        messages.info(request, _("What happened there is no longer kept."))
        return redirect(KINDS[kind].at())
    outcome, query, _again = kept
    user = signed_in(request)
    undone = _undone(actor_of(request), user, KINDS[kind], outcome)
    forget(request, "done", key)
    selection = selection_of(user, kind, Wanted.parse(query), clock.now())
    return redirect(to_done(request, selection, undone))


def chosen(request: HttpRequest, selection: Selection) -> tuple[Sequence[Any], str]:
    """Only of those that the list shows this person, whatever the form says; and the mark behind
    which more of them wait, "" where these are all that are meant."""
    if request.POST.get("which") == "all":
        rows = selection.rows.select_related("deal") if selection.kind.is_record else selection.rows
        return page_of(rows, selection.order, request.POST.get("before", "")[:400], MOST)
    picked = map(number_in, request.POST.getlist("pick")[:MOST])
    return list(selection.rows.filter(pk__in=[pk for pk in picked if pk]).order_by("pk")), ""


def _owner(request: HttpRequest, selection: Selection, records: Sequence[Record]) -> Outcome:
    form = OwnerForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose whom to give them to."))
    return give_to(actor_of(request), records, **form.cleaned_data)


def _stage(request: HttpRequest, selection: Selection, records: Sequence[Record]) -> Outcome:
    stage = request.POST.get("to", "")
    if stage not in selection.askable.stages:
        raise Refused(_("Choose the stage that they should go to."))
    return move_all(actor_of(request), records, stage)


def _answer(request: HttpRequest, selection: Selection, records: Sequence[Record]) -> Outcome:
    field = selection.askable.catalogue.get(request.POST.get("field", ""))
    if field is None or field.name not in selection.askable.answerable:
        raise Refused(_("Choose the field that they should say."))
    if field.name in selection.askable.custom:
        field = selection.askable.custom[field.name].asked
    value, how = read_answer(field, request.POST.get("value", "")), request.POST.get("how", "")
    if value is None:
        raise Refused(_("Write what the field should say."))
    if how in (ADD, TAKE) and field.kind is not FieldKind.SET:
        raise Refused(_("Only a field with several choices has one more or one less."))
    how = how if how in (ADD, TAKE) else SAY
    return answer_all(actor_of(request), records, field.name, value, how)


def _bin(request: HttpRequest, selection: Selection, records: Sequence[Record]) -> Outcome:
    return delete_all(actor_of(request), records)


def _change(request: HttpRequest, selection: Selection, parties: Sequence[Any]) -> Outcome:
    name = CHANGEABLE[selection.kind.name].get(request.POST.get("field", ""))
    value = " ".join(request.POST.get("value", "").split())[:200]
    if name is None:
        raise Refused(_("Choose the field that they should say."))
    if not value:
        raise Refused(_("Write what the field should say."))
    return change_parties(actor_of(request), parties, name, value)


def _parties_bin(request: HttpRequest, selection: Selection, parties: Sequence[Any]) -> Outcome:
    return delete_parties(actor_of(request), parties)


OF_RECORDS: Mapping[str, Callable[..., Outcome]] = {
    "owner": _owner,
    "stage": _stage,
    "answer": _answer,
    "bin": _bin,
}
OF_PARTIES: Mapping[str, Callable[..., Outcome]] = {"answer": _change, "bin": _parties_bin}


def _undone(actor: Actor, user: User, kind: Kind, outcome: Outcome) -> Outcome:
    """Only with what this person may still see, here or in the bin."""
    if outcome.what == "bin":
        lying = BIN["record" if kind.is_record else kind.name].rows(user)
        rows = list(lying.filter(pk__in=outcome.done).order_by("pk"))
        return (restore_all if kind.is_record else restore_parties)(actor, rows)
    selection = selection_of(user, kind.name, Wanted(), clock.now())
    rows = list(selection.rows.filter(pk__in=outcome.done).order_by("pk"))
    if outcome.what == "letter":
        return take_back_all(actor, rows, outcome)
    return (undo if kind.is_record else undo_change)(actor, rows, outcome)


def to_done(
    request: HttpRequest,
    selection: Selection,
    outcome: Outcome,
    again: Sequence[tuple[str, str]] = (),
) -> str:
    """Keeps what was done for an hour; the address of the page that tells it.

    again: the form that did it, for the next ones.
    """
    key = keep(request, "done", (outcome, selection.wanted.query, again))
    return reverse(selection.kind.at("done"), args=[key])

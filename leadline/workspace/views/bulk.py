"""Many records of a list at once: given away, moved, answered, taken out as a file."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.access.models import User
from leadline.core import clock
from leadline.core.actor import Actor
from leadline.core.errors import Refused
from leadline.core.numbers import number_in
from leadline.records.answers import read_answer
from leadline.records.models import Record
from leadline.workspace.actions.exporting import export_records
from leadline.workspace.bulk import (
    MOST,
    Outcome,
    answer_all,
    delete_all,
    give_to,
    move_all,
    restore_all,
    undo,
)
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
from leadline.workspace.queries.lists.exporting import (
    FORMATS,
    as_csv,
    as_xlsx,
    headings_of,
    rows_in,
)
from leadline.workspace.queries.lists.exporting import MOST as MOST_EXPORTED
from leadline.workspace.queries.lists.paging import page_of
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.views.doing import said_of
from leadline.workspace.views.leads import is_awaited, to_list

KEPT_SECONDS = 3600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_POST
def bulk(request: HttpRequest, kind: str) -> HttpResponse:
    """Does it to the ticked records, or to all that fit, 500 at a time."""
    selection = _selection(request, kind)
    if is_awaited(request, selection):
        return to_list(selection)
    records = _chosen(request, selection)
    acts = OF_RECORDS if selection.kind.is_record else OF_PARTIES
    act = acts.get(request.POST.get("act", ""))
    try:
        if act is None or not records:
            raise Refused(_("Tick records first, and choose what to do with them."))
        outcome = act(request, selection, records)
    except Refused as refused:
        messages.error(request, said_of(refused))
        return redirect(f"{reverse(KINDS[kind].at())}?{selection.wanted.query}")
    return redirect(reverse(KINDS[kind].at("done"), args=[_keep(request, selection, outcome)]))


@login_required
@require_GET
def done(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What it was done to, and the refused ones with the reason; an undo where there is one."""
    kept = cache.get(_key(request, key))
    if kept is None:
        messages.info(request, _("What happened there is no longer kept."))
        return redirect(KINDS[kind].at())
    outcome, query = kept
    page = {
        "kind": KINDS[kind],
        "outcome": outcome,
        "back": f"{reverse(KINDS[kind].at())}?{query}",
        "undo": reverse(KINDS[kind].at("undo"), args=[key]) if outcome.before else "",
        "is_asked": outcome.what == "stage",
    }
    return render(request, "workspace/bulk.html", page)


@login_required
@require_POST
def undoing(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Gives back what the records had; those that were changed since are told."""
    kept = cache.get(_key(request, key))
    if kept is None or not kept[0].before:
        messages.info(request, _("What happened there is no longer kept."))
        return redirect(KINDS[kind].at())
    outcome, query = kept
    user = signed_in(request)
    undone = _undone(actor_of(request), user, KINDS[kind], outcome)
    cache.delete(_key(request, key))
    selection = selection_of(user, kind, Wanted.parse(query), clock.now())
    return redirect(reverse(KINDS[kind].at("done"), args=[_keep(request, selection, undone)]))


@login_required
@require_POST
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The whole list in its order and columns, as a file."""
    selection, now = _selection(request, kind), clock.now()
    if is_awaited(request, selection):
        return to_list(selection)
    format = request.POST.get("format", "")
    number = min(selection.rows.order_by()[: MOST_EXPORTED + 1].count(), MOST_EXPORTED)
    try:
        if format not in FORMATS:
            raise Refused(_("Choose XLSX or CSV."))
        export_records(
            actor_of(request),
            selection.user,
            kind=kind,
            query=selection.wanted.asks,
            number=number,
            format=format,
        )
    except Refused as refused:
        messages.error(request, said_of(refused))
        return redirect(f"{reverse(KINDS[kind].at())}?{selection.wanted.query}")
    return _file(selection, format, now)


def _file(selection: Selection, format: str, now: datetime) -> HttpResponseBase:
    name = f"{selection.kind.address}-{now:%Y-%m-%d}.{format}"
    headings, rows = headings_of(selection), rows_in(selection, now)
    if format == "xlsx":
        return FileResponse(
            as_xlsx(headings, rows), as_attachment=True, filename=name, content_type=XLSX
        )
    answer = StreamingHttpResponse(as_csv(headings, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _selection(request: HttpRequest, kind: str) -> Selection:
    wanted = Wanted.parse(request.POST.get("query", ""))
    return selection_of(signed_in(request), kind, wanted, clock.now())


def _chosen(request: HttpRequest, selection: Selection) -> Sequence[Any]:
    """Only of those that the list shows this person, whatever the form says."""
    if request.POST.get("which") == "all":
        rows = selection.rows.select_related("deal") if selection.kind.is_record else selection.rows
        return page_of(rows, selection.order, "", MOST)[0]
    picked = map(number_in, request.POST.getlist("pick")[:MOST])
    return list(selection.rows.filter(pk__in=[pk for pk in picked if pk]).order_by("pk"))


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
    value = read_answer(field, request.POST.get("value", ""))
    if value is None:
        raise Refused(_("Write what the field should say."))
    return answer_all(actor_of(request), records, field.name, value)


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
    return (undo if kind.is_record else undo_change)(actor, rows, outcome)


def _keep(request: HttpRequest, selection: Selection, outcome: Outcome) -> str:
    key = secrets.token_urlsafe(12)
    cache.set(_key(request, key), (outcome, selection.wanted.query), KEPT_SECONDS)
    return key


def _key(request: HttpRequest, key: str) -> str:
    return f"bulk:{request.user.pk}:{key[:16]}"  # as long as those of `_keep`

"""The board of a list: records by stage, moved by drag or by choice, and told why not."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.access.queries import schedule_of_person
from leadline.core import clock
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.numbers import number_in
from leadline.workspace.bulk import move, refusal_of
from leadline.workspace.kinds import KINDS
from leadline.workspace.queries.leads import Selection, selection_of
from leadline.workspace.queries.lists.board import board_of, column_of
from leadline.workspace.queries.lists.columns import title_of
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.queries.moves import moves_of
from leadline.workspace.reading import reading_of, readings_of
from leadline.workspace.views.doing import record_seen, said_of
from leadline.workspace.views.leads import is_awaited, to_list, wanted_by


@login_required
@require_GET
def board(request: HttpRequest, kind: str) -> HttpResponse:
    """The stages of one process; `column` with `before` gives the next cards of one stage."""
    now = clock.now()
    selection = selection_of(signed_in(request), kind, wanted_by(request, kind), now)
    if is_awaited(request, selection):
        return to_list(selection)
    if request.headers.get("HX-Request") and request.GET.get("column"):
        return _more(request, selection)
    found = board_of(selection, request.GET.get("process", ""), now)
    page = {
        "board": found,
        "selection": selection,
        "wanted": selection.wanted,
        "kind": selection.kind,
        "view": selection.view,
        "moving": _moving(request, selection),
        "urls": selection.kind.urls,
        "here": _address(selection, found.process),
    }
    return render(request, "workspace/board.html", page)


@login_required
@require_POST
def moving(request: HttpRequest, kind: str) -> HttpResponse:
    """One record to another stage; where it may not go, it stays and the page says why."""
    wanted = Wanted.parse(request.POST.get("query", ""))
    selection = selection_of(signed_in(request), kind, wanted, clock.now())
    pk, stage = request.POST.get("pk", ""), request.POST.get("to", "")
    record = record_seen(request, number_in(pk) or 0, kind)
    names = {"name": title_of(record, selection.kind)}
    label = dict(selection.askable.stage_labels()).get(stage, stage)
    try:
        with Batch(actor_of(request)) as batch:
            [locked] = batch.lock([record])
            [reading] = readings_of(batch, [locked])
            move(batch, locked, reading, stage)
    except Refused as refused:
        words = {**names, "why": said_of(refused)}
        messages.error(request, _("%(name)s stays where it is. %(why)s") % words)
    else:
        messages.success(
            request, _("%(name)s: asked to move to %(stage)s.") % {**names, "stage": label}
        )
    process = request.POST.get("process", "")
    return redirect(f"{_address(selection, process)}#card-{record.pk}")


def _more(request: HttpRequest, selection: Selection) -> HttpResponse:
    """The cards of one column behind those that are there."""
    process, name = request.GET.get("process", ""), request.GET["column"]
    stages = selection.askable.processes.get(process, ())
    stage = next((one for one in stages if one.name == name), None)
    if stage is None:
        return HttpResponse(status=404)
    time, now = schedule_of_person(selection.user), clock.now()
    column = column_of(selection, process, stage, selection.wanted.before, time, now)
    page = {
        "column": column,
        "wanted": selection.wanted.but(),
        "kind": selection.kind,
        "process": process,
        "here": _address(selection, process),
        "urls": selection.kind.urls,
    }
    return render(request, "workspace/_cards.html", page)


def _moving(request: HttpRequest, selection: Selection) -> dict[str, object] | None:
    """The record that is to be moved, with each way and why it is shut."""
    pk = number_in(request.GET.get("move", ""))
    if pk is None:
        return None
    rows = selection.rows.filter(pk=pk).select_related("person", "company", "owner")
    record = rows.first()
    reading = reading_of(record, clock.now()) if record else None
    if record is None:
        return None
    choices = moves_of(reading, actor_of(request)) if reading else ()
    ways = [(choice, refusal_of(choice, reading.label)) for choice in choices] if reading else []
    ways.sort(key=lambda way: way[1] != "")
    return {"record": record, "title": title_of(record, selection.kind), "ways": ways}


def _address(selection: Selection, process: str) -> str:
    kind = KINDS[selection.kind.name]
    several = len(selection.askable.processes) > 1 and process in selection.askable.processes
    query = "&".join(
        part
        for part in (selection.wanted.but().query, f"process={process}" if several else "")
        if part
    )
    return f"{reverse(kind.at('board'))}?{query}"

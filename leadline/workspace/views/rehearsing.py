"""What would have been different: a proposed text is rehearsed, and its numbers are opened."""

import io
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from leadline.access.acting import for_those_who_may
from leadline.access.actor import actor_of
from leadline.automation.actions.rehearsing import rehearse_playbook
from leadline.automation.models import Rehearsal
from leadline.automation.rehearsal.rehearsing import opened_between
from leadline.automation.rehearsal.working import Unreadable
from leadline.core import clock
from leadline.files.store import put
from leadline.playbooks.models import Published
from leadline.playbooks.reader.archive import archive_of
from leadline.workspace.forms import RehearseForm
from leadline.workspace.queries.publishing import proposal_of
from leadline.workspace.queries.rehearsing import (
    both_ways,
    figure_named,
    records_behind,
    rehearsal_page,
)
from leadline.workspace.views.doing import record_seen, records_seen
from leadline.workspace.views.publishing import opened

REHEARSES = "rehearse playbook"


@for_those_who_may(REHEARSES)
@require_POST
def rehearsing(request: HttpRequest, sealed: str) -> HttpResponse:
    """Has the worker try a proposed text; the page of its numbers grows meanwhile."""
    name, files = opened(sealed)
    get_object_or_404(Published.objects.exclude(current=None), name=name)
    if proposal_of(name, files).errors:
        return redirect("publishing-proposal", sealed)
    form = RehearseForm(request.POST)
    days = int(form.cleaned_data["days"]) if form.is_valid() else 0
    now = clock.now()
    since = now - timedelta(days=days) if days else None
    rehearsal = rehearse_playbook(
        actor_of(request),
        None,
        name=name,
        hash=put(io.BytesIO(archive_of(files, name))).hash,
        all=opened_between(name, since, now).count(),
        since=since,
    )
    return redirect("rehearsal", rehearsal.pk)


@for_those_who_may(REHEARSES)
@require_GET
def rehearsal(request: HttpRequest, pk: int) -> HttpResponse:
    """Its numbers: as it happened, as it would have."""
    return render(request, "workspace/rehearsal.html", {"page": rehearsal_page(_rehearsal(pk))})


@for_those_who_may(REHEARSES)
@require_GET
def records(request: HttpRequest, pk: int) -> HttpResponse:
    """The records behind one number; each opens both of its ways."""
    rehearsal, about = _rehearsal(pk), request.GET.get("about", "")
    if not about:
        return redirect("rehearsal", pk)
    name = request.GET.get("name", "")
    try:
        heading, title = figure_named(rehearsal, about, name)
    except (KeyError, ValueError, Unreadable) as unknown:
        raise Http404 from unknown
    rows = records_behind(rehearsal, about, name, records_seen(request))
    page = {"rehearsal": rehearsal, "heading": heading, "title": title, "rows": rows}
    return render(request, "workspace/rehearsal_records.html", page)


@for_those_who_may(REHEARSES)
@require_GET
def record(request: HttpRequest, pk: int, record: int) -> HttpResponse:
    """One record: as it went and why, as it would have gone and why."""
    rehearsal, row = _rehearsal(pk), record_seen(request, record)
    if row.version is None or row.version.playbook_id != rehearsal.playbook_id or not row.visit:
        raise Http404
    try:
        ways = both_ways(rehearsal, row)
    except Unreadable as gone:
        raise Http404 from gone
    page = {"rehearsal": rehearsal, "ways": ways}
    return render(request, "workspace/rehearsal_record.html", page)


def _rehearsal(pk: int) -> Rehearsal:
    rows = Rehearsal.objects.select_related("playbook__current", "user")
    return get_object_or_404(rows.exclude(playbook__current=None), pk=pk)

"""The bin: what was deleted, and everything's way into it and out again."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.access.policy import visible
from leadline.core.actor import Actor
from leadline.core.bin import Binnable
from leadline.parties.actions.deleting import (
    delete_company,
    delete_person,
    restore_company,
    restore_person,
)
from leadline.records.actions.deleting import delete_record, restore_record
from leadline.records.models import Record
from leadline.work.actions.notes import delete_note, restore_note
from leadline.work.models import Note
from leadline.workspace.actions.views import restore_view
from leadline.workspace.kinds import KINDS as LISTS
from leadline.workspace.queries.bin import KINDS, bin_page
from leadline.workspace.queries.parties import companies_seen, people_seen
from leadline.workspace.views.doing import do, record_seen

RESTORES: Mapping[str, Callable[[Actor, Any], None]] = {
    "record": restore_record,
    "person": restore_person,
    "company": restore_company,
    "note": lambda actor, note: restore_note(actor, note.record, note=note),
    "view": restore_view,
}


@login_required
@require_GET
def lying(request: HttpRequest) -> HttpResponse:
    """What one has deleted, or all that one may see."""
    mine = request.GET.get("whose") != "all"
    page = bin_page(signed_in(request), mine=mine, before=request.GET.get("before", "")[:80])
    return render(request, "workspace/bin.html", {"page": page})


@login_required
@require_POST
def restoring(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Out of the bin; everything is where it was."""
    if kind not in KINDS:
        raise Http404
    row = get_object_or_404(KINDS[kind].rows(signed_in(request)), pk=pk)
    said = _("“%(name)s” is back.") % {"name": str(row)[:120]}
    return do(request, lambda: RESTORES[kind](actor_of(request), row), said, reverse("bin"))


@login_required
@require_POST
def record_deletion(request: HttpRequest, pk: int) -> HttpResponse:
    """Then its list, since its page is gone."""
    record = record_seen(request, pk)
    back = reverse(LISTS[record.kind].at()) if record.kind in LISTS else reverse("today")
    act = lambda: delete_record(actor_of(request), record)  # noqa: E731
    return _deleted(request, act, record, back, reverse("record", args=[pk]))


@login_required
@require_POST
def person_deletion(request: HttpRequest, pk: int) -> HttpResponse:
    """As `record_deletion`."""
    person = get_object_or_404(people_seen(signed_in(request)), pk=pk)
    act = lambda: delete_person(actor_of(request), person)  # noqa: E731
    return _deleted(request, act, person, reverse("people"), reverse("person", args=[pk]))


@login_required
@require_POST
def company_deletion(request: HttpRequest, pk: int) -> HttpResponse:
    """As `record_deletion`."""
    company = get_object_or_404(companies_seen(signed_in(request)), pk=pk)
    act = lambda: delete_company(actor_of(request), company)  # noqa: E731
    return _deleted(request, act, company, reverse("companies"), reverse("company", args=[pk]))


@login_required
@require_POST
def note_deletion(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of its record says that there was one."""
    seen = visible(request.user, Record.objects.all())
    note = get_object_or_404(Note.objects.select_related("record"), pk=pk, record__in=seen)
    said = _("The note is in the bin for 30 days.")
    act = lambda: delete_note(actor_of(request), note.record, note=note)  # noqa: E731
    return do(request, act, said, reverse("record", args=[note.record_id]))


def _deleted(
    request: HttpRequest, act: Callable[[], None], row: Binnable, back: str, page: str
) -> HttpResponse:
    """To the list; where it is refused, to its page, which is still there."""
    said = _("“%(name)s” is in the bin for 30 days.") % {"name": str(row)[:120]}
    do(request, act, said, back)
    row.refresh_from_db(fields=["binned_at"])
    return redirect(back if row.is_binned else page)

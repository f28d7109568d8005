"""Working through a list: one record after another, with all that is needed to call."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from leadline.access.actor import signed_in
from leadline.core import clock
from leadline.core.numbers import number_in
from leadline.records.models import Record
from leadline.workspace.queries.leads import Selection, selection_of
from leadline.workspace.queries.lists.columns import title_of
from leadline.workspace.queries.lists.paging import number_of, page_of
from leadline.workspace.queries.panel import panel_of
from leadline.workspace.views.leads import is_awaited, to_list, wanted_by

MOST_LATER = 50  # records put off to the end


@dataclass(frozen=True)
class Turn:
    """Where one is. after: the mark behind the record. later: those that come again at the end.

    is_again: the list is through, and this is one of those.
    """

    record: Record | None
    after: str
    later: tuple[int, ...]
    is_again: bool


@login_required
@require_GET
def calls(request: HttpRequest, kind: str) -> HttpResponse:
    """The record whose turn it is; the address says which were put off."""
    user, now = signed_in(request), clock.now()
    selection = selection_of(user, kind, wanted_by(request, kind), now)
    if is_awaited(request, selection):
        return to_list(selection)
    turn = turn_of(selection, selection.wanted.before, _numbers(request.GET.get("later", "")))
    following = _address(selection, turn, turn.later)
    record, panel = turn.record, None
    if record is not None:
        title = title_of(record, selection.kind)
        panel = panel_of(record, user, f"r{record.pk}", title, now, back=following)
    put_off = (*turn.later, record.pk) if record is not None else ()
    page = {
        "panel": panel,
        "turn": turn,
        "wanted": selection.wanted.but(),
        "kind": selection.kind,
        "view": selection.view,
        "number": number_of(selection.rows),
        "next": following,
        "later": _address(selection, turn, put_off[-MOST_LATER:]),
        "urls": selection.kind.urls,
    }
    return render(request, "workspace/calls.html", page)


def turn_of(selection: Selection, before: str, later: tuple[int, ...]) -> Turn:
    """The next record of the list; when it is through, the first of those that were put off."""
    rows = selection.rows.select_related("person__company", "company", "owner", "version", "deal")
    if before != "end":
        found, after = page_of(rows, selection.order, before, 1)
        if found:
            rest = tuple(pk for pk in later if pk != found[0].pk)
            return Turn(found[0], after or "end", rest, is_again=False)
    for place, pk in enumerate(later):
        record = rows.filter(pk=pk).first()
        if record is not None:
            return Turn(record, "end", later[place + 1 :], is_again=True)
    return Turn(None, "end", (), is_again=False)


def _address(selection: Selection, turn: Turn, later: tuple[int, ...]) -> str:
    own = {"before": turn.after}
    if later:
        own["later"] = ",".join(map(str, later))
    query = "&".join(part for part in (selection.wanted.but().query, urlencode(own)) if part)
    return f"{reverse(selection.kind.at('calls'))}?{query}"


def _numbers(text: str) -> tuple[int, ...]:
    parts = text.split(",")[:MOST_LATER]
    return tuple(number for one in parts if (number := number_in(one)) is not None)

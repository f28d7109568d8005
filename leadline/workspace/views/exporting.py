"""A list taken out as a file, which is noted."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leadline.access.actor import actor_of
from leadline.core import clock
from leadline.core.errors import Refused
from leadline.workspace.actions.exporting import export_records
from leadline.workspace.kinds import KINDS
from leadline.workspace.queries.leads import Selection
from leadline.workspace.queries.lists.exporting import (
    FORMATS,
    MOST,
    as_csv,
    as_xlsx,
    headings_of,
    rows_in,
)
from leadline.workspace.views.doing import said_of
from leadline.workspace.views.leads import is_awaited, selection_posted, to_list

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_POST
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The whole list in its order and columns, as a file."""
    selection, now = selection_posted(request, kind), clock.now()
    if is_awaited(request, selection):
        return to_list(selection)
    format = request.POST.get("format", "")
    number = min(selection.rows.order_by()[: MOST + 1].count(), MOST)
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

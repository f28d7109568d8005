"""A list as a report: grouped, measured, drawn, and taken out as a table."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leadline.access.actor import signed_in
from leadline.core import clock
from leadline.workspace.kinds import Kind
from leadline.workspace.queries.leads import selection_of
from leadline.workspace.queries.lists.exporting import table_as_csv, table_as_xlsx
from leadline.workspace.queries.lists.report import Report, report_of
from leadline.workspace.views.exporting import XLSX
from leadline.workspace.views.leads import is_awaited, to_list, wanted_by


@login_required
@require_GET
def report(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list grouped by up to two things; with `format`, its table as a file."""
    now = clock.now()
    selection = selection_of(signed_in(request), kind, wanted_by(request, kind), now)
    if is_awaited(request, selection):
        return to_list(selection)
    found = report_of(selection, now)
    if request.GET.get("format") in ("csv", "xlsx"):
        return _file(found, selection.kind, request.GET["format"], now)
    page = {
        "report": found,
        "selection": selection,
        "wanted": selection.wanted,
        "kind": selection.kind,
        "view": selection.view,
        "urls": selection.kind.urls,
        "now": now,
    }
    return render(request, "workspace/report.html", page)


def rows_of(report: Report) -> list[list[str]]:
    """The table as texts, headings and totals included."""
    table = report.table
    columns = [*table.columns, _("All")] if report.by else [report.heading]
    rows = [[report.group.label, *columns]]
    for line in table.lines:
        cells = [figure.text for figure in line.figures] if report.by else []
        rows.append([line.label, *cells, line.total.text])
    totals = [figure.text for figure in table.totals]
    return [*rows, [_("All"), *totals, table.total.text]]


def _file(report: Report, kind: Kind, format: str, now: datetime) -> HttpResponseBase:
    name = f"{kind.address}-{now:%Y-%m-%d}.{format}"
    rows = rows_of(report)
    if format == "xlsx":
        return FileResponse(
            table_as_xlsx(rows), as_attachment=True, filename=name, content_type=XLSX
        )
    answer = HttpResponse(table_as_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

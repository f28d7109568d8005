"""Pages on which a file is handed in, mapped, looked at in numbers, read in, and taken back."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leadline.access.actor import actor_of
from leadline.access.policy import Denied, may
from leadline.core.errors import Refused
from leadline.files.store import path_of, put
from leadline.intake.actions.importing import hand_in_import, map_import, start_import
from leadline.intake.columns import Columns, read_columns, written
from leadline.intake.door_queries import playbooks_of_leads
from leadline.intake.ground import columns_for, entry_of
from leadline.intake.importing_forms import ColumnsForm, HandInForm, ValuesForm
from leadline.intake.importing_queries import preview_of, result_of
from leadline.intake.jobs import take_back
from leadline.intake.looking import look_at, with_dates
from leadline.intake.mending import mend_file
from leadline.intake.models import Import, State
from leadline.intake.runs import run_import
from leadline.intake.sources import door_for
from leadline.intake.tables import shape_of
from leadline.intake.values import asked_about
from leadline.leads.incoming import How
from leadline.parties.actions.entering import OnMatch

AT_ONCE = 300_000  # bytes: a smaller file is read in while the person waits
WAITED = 2.0  # seconds that a person waits while it is taken back


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def handing_in(request: HttpRequest) -> HttpResponse:
    """A file, where it is from, and what its rows are."""
    _check(request)
    form = HandInForm(playbooks_of_leads(), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            begun = _handed_in(request, form.cleaned_data)
        except Refused as refused:
            form.add_error("file", refused.sentence)
        else:
            return redirect("import", begun.pk)
    imports = Import.objects.select_related("door").order_by("-pk")[:20]
    return render(request, "intake/imports.html", {"form": form, "imports": imports})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Before it runs: its columns, and what would come of it. Then: what became of it."""
    _check(request)
    begun = _import(pk)
    if begun.state != State.READY:
        page = {"import": begun, "result": result_of(begun), "states": State}
        return render(request, "intake/import.html", page)
    path, entry = path_of(begun.hash), entry_of(begun.door)
    look = look_at(path, read_columns(begun.columns).encoding)
    form = ColumnsForm(look, entry, begun, request.POST or None)
    if request.method == "POST" and form.is_valid():
        columns = form.columns()
        asked = asked_about(path, look.shape, columns, How(begun.how), entry.process)
        try:
            if asked.is_nothing:
                columns = with_dates(path, look.shape, columns)
            _map(request, begun, columns, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("import-preview" if asked.is_nothing else "import-values", begun.pk)
    page = {"import": begun, "form": form, "look": look}
    return render(request, "intake/import_columns.html", page, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def values(request: HttpRequest, pk: int) -> HttpResponse:
    """What values mean and how days are written, as far as the file does not say it itself."""
    _check(request)
    begun = _import(pk)
    columns, path, entry = read_columns(begun.columns), path_of(begun.hash), entry_of(begun.door)
    shape = shape_of(path, columns.encoding)
    asked = asked_about(path, shape, columns, How(begun.how), entry.process)
    if begun.state != State.READY or asked.is_nothing:
        return redirect("import-preview", pk)
    form = ValuesForm(asked, entry, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _map(request, begun, with_dates(path, shape, form.columns(columns)), vars(begun))
        except Refused as refused:
            messages.error(request, refused.sentence)
            return redirect("import", pk)
        return redirect("import-preview", pk)
    page = {"import": begun, "form": form, "asked": asked}
    return render(request, "intake/import_values.html", page, status=422 if form.errors else 200)


@login_required
@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What would come of it, in numbers; nothing has happened yet."""
    _check(request)
    begun = _import(pk)
    found = preview_of(begun)
    if begun.state != State.READY or found is None:
        return redirect("import", pk)
    page = {"import": begun, "preview": found}
    return render(request, "intake/import_preview.html", page)


@login_required
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """A small file is read in at once, a large one by the worker."""
    begun = _import(pk)
    try:
        start_import(actor_of(request), begun)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("import", pk)
    if path_of(begun.hash).stat().st_size < AT_ONCE:
        run_import(_import(pk))
    return redirect("import", pk)


@login_required
@require_POST
def taking_back(request: HttpRequest, pk: int) -> HttpResponse:
    """A small one at once, a large one by the worker."""
    try:
        begun = _import(pk)
        if take_back(actor_of(request), begun, WAITED):
            _say_taken_back(request, begun)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("import", pk)


@login_required
@require_GET
def mend(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The rows that could not be used, as a file to mend and hand in again."""
    _check(request)
    begun = _import(pk)
    response = StreamingHttpResponse(mend_file(begun), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="mend-{begun.pk}.csv"'
    return response


def _say_taken_back(request: HttpRequest, begun: Import) -> None:
    """All of it, or how much; the page says below what stays, and why."""
    begun.refresh_from_db()
    result = result_of(begun)
    if result.is_clean:
        messages.success(request, _("Taken back."))
        return
    told = _("Leads taken back: %(gone)s. What stays, and why, stands below.")
    messages.warning(request, told % {"gone": result.counts["taken_back"]})


def _handed_in(request: HttpRequest, told: dict[str, Any]) -> Import:
    """Refused with a sentence for what cannot be read, before anything is kept of it."""
    how = How(told["how"])
    playbook = told.get("playbook", "")
    door = door_for(told["source"], playbook=playbook, actor=actor_of(request))
    upload: UploadedFile = told["file"]
    with upload.open("rb") as content:
        stored = put(content, settings.IMPORT_LIMIT)  # type: ignore[arg-type]
    encoding = told["encoding"]
    columns = columns_for(look_at(path_of(stored.hash), encoding), door, encoding)
    last = door.imports.order_by("pk").last()
    return hand_in_import(
        actor_of(request),
        None,
        door=door,
        hash=stored.hash,
        name=upload.name or "",
        how=how,
        columns=written(columns),
        key=last.key if last else "",
        on_match=OnMatch(last.on_match) if last else OnMatch.FILL,
    )


def _map(request: HttpRequest, begun: Import, columns: Columns, told: Mapping[str, Any]) -> None:
    map_import(
        actor_of(request),
        begun,
        columns=written(columns),
        key=told["key"],
        on_match=OnMatch(told["on_match"]),
    )


def _import(pk: int) -> Import:
    return get_object_or_404(Import.objects.select_related("door__playbook", "user"), pk=pk)


def _check(request: HttpRequest) -> None:
    answer = may(actor_of(request), "hand in import")
    if isinstance(answer, Denied):
        raise PermissionDenied(answer.sentence)

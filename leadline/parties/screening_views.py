"""The pages of the screening lists: find, add, extend and end entries, and bring in a file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leadline.access.acting import for_those_who_may, refusals_on
from leadline.access.actor import actor_of
from leadline.core.errors import Invalid
from leadline.core.history import history_of
from leadline.parties.actions.watching import (
    add_screening_entries,
    add_screening_entry,
    extend_screening_entry,
    remove_screening_entry,
)
from leadline.parties.entry_files import LARGEST, Usual, read_entries
from leadline.parties.forms import EntriesFileForm, EntryForm, ExtensionForm, RemovalForm
from leadline.parties.lists import in_force, lists_page, today
from leadline.parties.met import met_by
from leadline.parties.models import ListName, ScreeningEntry, Subject

WRITES = "add screening entry"
REMOVING = "removal_%s"  # two forms of one page ask for a reason


@for_those_who_may(WRITES)
@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    """The entries in force, or those that ended, of all lists or of one, found by words."""
    asked = request.GET
    search, of = asked.get("q", "").strip()[:200], asked.get("list", "")
    of = of if of in ListName.values else ""
    ended = asked.get("ended") == "1"
    query = asked.copy()
    query.pop("page", None)
    page = {
        "found": lists_page(search, of=of, ended=ended, page=asked.get("page")),
        "search": search,
        "of": of,
        "ended": ended,
        "lists": ListName.choices,
        "query": f"{query.urlencode()}&",
    }
    return render(request, "parties/screening.html", page)


@for_those_who_may(WRITES)
@require_http_methods(["GET", "HEAD", "POST"])
def new_entry(request: HttpRequest) -> HttpResponse:
    form = EntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        told |= {"list_name": ListName(told["list_name"]), "kind": Subject(told["kind"])}
        with refusals_on(form):
            entry = add_screening_entry(actor_of(request), None, **told)
            messages.success(request, _("Added."))
            return redirect("screening-entry", entry.pk)
    status = 422 if form.errors else 200
    return render(request, "parties/screening_new.html", {"form": form}, status=status)


@for_those_who_may(WRITES)
@require_GET
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown(request, _entry(pk))


@for_those_who_may(WRITES)
@require_POST
def extension(request: HttpRequest, pk: int) -> HttpResponse:
    one, form = _entry(pk), ExtensionForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            extend_screening_entry(actor_of(request), one, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("screening-entry", pk)
    return _shown(request, _entry(pk), extending=form)


@for_those_who_may(WRITES)
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    one, form = _entry(pk), RemovalForm(request.POST, auto_id=REMOVING)
    if form.is_valid():
        with refusals_on(form):
            remove_screening_entry(actor_of(request), one, **form.cleaned_data)
            messages.success(request, _("It has ended. What it held stays held until decided."))
            return redirect("screening-entry", pk)
    return _shown(request, _entry(pk), removing=form)


@for_those_who_may(WRITES)
@require_http_methods(["GET", "HEAD", "POST"])
def entries_file(request: HttpRequest) -> HttpResponse:
    """All lines of a file or none; what is wrong is told with its line."""
    form = EntriesFileForm(request.POST or None, request.FILES or None)
    problems: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            try:
                added = _added(request, form)
            except Invalid as invalid:
                problems = sorted(invalid.problems.items(), key=lambda one: int(one[0]))
                raise
            said = ngettext("%(n)s entry was added.", "%(n)s entries were added.", added)
            messages.success(request, said % {"n": added})
            return redirect("screening")
    page = {"form": form, "problems": problems}
    status = 422 if form.errors else 200
    return render(request, "parties/screening_file.html", page, status=status)


def _added(request: HttpRequest, form: EntriesFileForm) -> int:
    told = form.cleaned_data
    usual = Usual(ListName(told["list_name"]), Subject(told["kind"]), told["reason"])
    lines = read_entries(told["file"].read(LARGEST + 1), usual)
    return add_screening_entries(actor_of(request), None, lines=lines)


def _entry(pk: int) -> ScreeningEntry:
    return get_object_or_404(ScreeningEntry.objects.select_related("belongs_to"), pk=pk)


def _shown(
    request: HttpRequest,
    one: ScreeningEntry,
    extending: ExtensionForm | None = None,
    removing: RemovalForm | None = None,
) -> HttpResponse:
    extending = extending or ExtensionForm(initial={"until": one.expires_on})
    page = {
        "entry": one,
        "holds": in_force(today()).filter(pk=one.pk).exists(),
        "met": met_by(one),
        "extending": extending,
        "removing": removing or RemovalForm(auto_id=REMOVING),
        "history": history_of(one, {"expires_on": _("In force until")}),
    }
    wrong = extending.errors or (removing is not None and removing.errors)
    return render(request, "parties/screening_entry.html", page, status=422 if wrong else 200)

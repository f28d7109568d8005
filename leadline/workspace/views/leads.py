"""The lists: of leads, of deals, of every kind of record that has one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.access.models import User
from leadline.access.policy import may
from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.problems import ConditionError
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.records.actions import prepare_fields
from leadline.workspace.actions.views import choose_columns
from leadline.workspace.bulk_parties import CHANGEABLE
from leadline.workspace.forms import OwnerForm
from leadline.workspace.kinds import KINDS
from leadline.workspace.list_forms import TestForm, ViewForm
from leadline.workspace.models import View
from leadline.workspace.queries.leads import RecordList, Selection, records_for, selection_of
from leadline.workspace.queries.lists.askable import Askable
from leadline.workspace.queries.lists.columns import moved
from leadline.workspace.queries.lists.filters import (
    Mistake,
    as_test,
    mistakes_of,
    with_test,
)
from leadline.workspace.queries.lists.saved import view_of, views_for, wanted_of
from leadline.workspace.queries.lists.sources import source_of
from leadline.workspace.queries.lists.wanted import FILTERS, Wanted
from leadline.workspace.views.doing import said_of


@dataclass(frozen=True)
class Tools:
    """What stands above the rows: the views, the fields to filter by, the columns to choose.

    adding: the field of a test that is being put together, with its form and what was wrong.
    columns: the shown ones in their order, then the others. choosing: they are being put in order.
    has_several: among the answers is a field with several choices.
    """

    views: Sequence[View]
    fields: Sequence[tuple[str, str]]
    columns: Sequence[tuple[str, str, bool]]
    adding: Field | None
    adding_label: str
    form: TestForm | None
    mistakes: Sequence[Mistake]
    keeping: ViewForm
    giving: OwnerForm
    answers: Sequence[tuple[str, str]]
    may_export: bool
    choosing: bool
    has_several: bool


@login_required
@require_GET
def records(request: HttpRequest, kind: str) -> HttpResponse:
    """Every record of this kind that the person may see, as their address asks."""
    user, wanted = signed_in(request), wanted_by(request, kind)
    page = records_for(user, kind, wanted, clock.now())
    is_awaited(request, page.selection)
    tools = tools_of(request, page.selection)
    read = page.selection.filter
    if read.q is not None and tools.form is not None and tools.form.is_valid():
        try:
            where = with_test(read, _test(tools), page.selection.askable)
        except ConditionError as error:
            tools = tools_of(request, page.selection, mistakes_of(_test(tools), error))
        else:
            return redirect(f"{reverse(KINDS[kind].at())}?{wanted.but(where=where).query}")
    return render(request, "workspace/list.html", context(page, tools))


@login_required
@require_POST
def columns(request: HttpRequest, kind: str) -> HttpResponse:
    """The columns that this person wants from now on, in the order of the form; one may be sent
    further to the left or right, and then the form stays open."""
    user = signed_in(request)
    source = source_of(KINDS[kind])
    known = {column.name for column in source.columns(KINDS[kind], source.askable(kind))}
    names = [name for name in request.POST.getlist("column") if name in known]
    left, right = request.POST.get("left", ""), request.POST.get("right", "")
    names = moved(moved(names, left, -1), right, 1)
    if request.POST.get("usual"):
        names = []
    try:
        choose_columns(actor_of(request), user, kind=kind, names=names)
    except Refused as refused:
        messages.error(request, said_of(refused))
    still = "&choosing=1" if left or right else ""
    return redirect(f"{reverse(KINDS[kind].at())}?{asked_by(request)}{still}")


def is_awaited(request: HttpRequest, selection: Selection) -> bool:
    """Whether the list asks about answers that are not all in the index; soon they will be."""
    names = [one.name for one in selection.preparing]
    fields = [selection.askable.catalogue.get(name) for name in names]
    if names:
        prepare_fields(AUTOMATION, None, fields=[one for one in fields if one is not None])
    return bool(names)


def to_list(selection: Selection) -> HttpResponse:
    """The list itself, which says what it waits for."""
    return redirect(f"{reverse(selection.kind.at())}?{selection.wanted.query}")


def selection_posted(request: HttpRequest, kind: str) -> Selection:
    """The list that a form on it was sent from."""
    wanted = Wanted.parse(request.POST.get("query", ""))
    return selection_of(signed_in(request), kind, wanted, clock.now())


def wanted_by(request: HttpRequest, kind: str) -> Wanted:
    """What the address asks for; one that only names a view asks for what that shows."""
    wanted = Wanted.read(request.GET)
    if wanted.view is None or any(name in request.GET for name in FILTERS):
        return wanted
    view = view_of(signed_in(request), wanted.view, kind)
    if view is None:
        return wanted.but(view=None)
    own = wanted_of(view)
    return Wanted(**{**vars(own), "before": wanted.before, "exact": wanted.exact})


def asked_by(request: HttpRequest) -> str:
    """What a form of the list carries along, in canonical form."""
    return Wanted.parse(request.POST.get("query", "")).query


def tools_of(request: HttpRequest, selection: Selection, mistakes: Sequence[Mistake] = ()) -> Tools:
    """Everything that can be done with a list besides reading it."""
    askable, known = selection.askable, selection.known_columns()
    shown = selection.columns(known)
    answers = _answers(selection)
    adding = askable.catalogue.get(request.GET.get("add", ""))
    if adding is not None and adding.name not in askable.reachable:
        adding = None
    view = selection.view
    kept = {"name": view.name, "shared": view.shared} if view else {}
    return Tools(
        views=list(views_for(selection.user, selection.kind.name)),
        fields=_labels(askable, askable.reachable),
        columns=[
            *((one.name, one.label, True) for one in shown),
            *((one.name, one.label, False) for one in known if one not in shown),
        ],
        adding=adding,
        adding_label=askable.label(adding) if adding else "",
        form=_form(request, adding, askable) if adding else None,
        mistakes=mistakes,
        keeping=ViewForm(initial=kept),
        giving=OwnerForm(use_required_attribute=False),  # the other acts need no owner
        answers=answers,
        may_export=bool(may(actor_of(request), "export records", selection.user)),
        choosing=request.GET.get("choosing") == "1",
        has_several=any(_has_several(askable, name) for name, _label in answers),
    )


def context(page: RecordList, tools: Tools) -> dict[str, object]:
    kind, view = page.selection.kind, page.selection.view
    return {
        "page": page,
        "kind": kind,
        "tools": tools,
        "view": view,
        "is_own_view": view is not None and view.owner_id == page.selection.user.pk,
        "is_changed": view is not None and view.query != page.wanted.asks,
        "urls": kind.urls,
    }


def _answers(selection: Selection) -> list[tuple[str, str]]:
    """The fields that one value can be said of for many at once."""
    askable, kind = selection.askable, selection.kind
    return _labels(askable, askable.answerable if kind.is_record else CHANGEABLE[kind.name])


def _has_several(askable: Askable, name: str) -> bool:
    field = askable.catalogue.get(name)
    return field is not None and field.kind is Kind.SET


def _labels(askable: Askable, names: Iterable[str]) -> list[tuple[str, str]]:
    """Fields by name and as the reader says them, by that."""
    fields = [askable.catalogue.get(name) for name in names]
    found = [(field.name, askable.label(field)) for field in fields if field is not None]
    return sorted(found, key=lambda one: one[1].casefold())


def _form(request: HttpRequest, field: Field, askable: Askable) -> TestForm:
    values: list[tuple[str, str]] = []
    if field.kind is Kind.USER:
        values = [
            (one.email, str(one)) for one in User.objects.filter(is_active=True).order_by("name")
        ]
    elif field.name == "stage":
        values = askable.stage_labels()
    return TestForm(field, values, request.GET if "how" in request.GET else None)


def _test(tools: Tools) -> str:
    assert tools.adding is not None
    assert tools.form is not None
    return as_test(tools.adding, **tools.form.cleaned_data)

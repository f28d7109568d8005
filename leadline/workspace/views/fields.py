"""The custom fields of the firm: added and renamed in the settings, answered where they belong."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leadline.access.acting import for_those_who_may, refusals_on, said_or_refused
from leadline.access.actor import actor_of, signed_in
from leadline.core.history import history_of
from leadline.core.written import labelled
from leadline.parties.actions.learning import change_company_answers, change_person_answers
from leadline.parties.models import Company, Person
from leadline.playbooks.custom import Custom, choices_of, custom_of
from leadline.playbooks.models import About, CustomField
from leadline.records.actions import give_answers
from leadline.records.answers import kept
from leadline.workspace.actions.fields import (
    add_custom_field,
    change_custom_field,
    restore_custom_field,
    retire_custom_field,
)
from leadline.workspace.field_forms import KINDS, AnswerForm, FieldForm, NewFieldForm, label_of
from leadline.workspace.queries.parties import companies_seen, people_seen
from leadline.workspace.views.doing import record_seen

CHANGES = "change custom field"


@for_those_who_may(CHANGES)
@require_GET
def fields(request: HttpRequest) -> HttpResponse:
    """All of them, by what they are about."""
    rows = [_line(one) for one in CustomField.objects.order_by("retired_at", "pk")]
    groups = [(about.label, [one for one in rows if one["about"] == about]) for about in About]
    page = {"groups": [(label, lines) for label, lines in groups if lines]}
    return render(request, "workspace/fields.html", page)


@for_those_who_may("add custom field")
@require_http_methods(["GET", "HEAD", "POST"])
def new_field(request: HttpRequest) -> HttpResponse:
    form = NewFieldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            add_custom_field(actor_of(request), None, **form.cleaned_data)
            messages.success(request, _("The field is there: on pages, in lists and in imports."))
            return redirect("custom-fields")
    status = 422 if form.errors else 200
    return render(request, "workspace/field_new.html", {"form": form}, status=status)


@for_those_who_may(CHANGES)
@require_http_methods(["GET", "HEAD", "POST"])
def field(request: HttpRequest, pk: int) -> HttpResponse:
    """What it and its choices are called, and what was changed."""
    row = get_object_or_404(CustomField, pk=pk)
    form = FieldForm(custom_of(row), choices_of(row), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            told = {"name_zh": form.cleaned_data["name_zh"], "choices": form.choices()}
            change_custom_field(actor_of(request), row, **told)
            messages.success(request, _("Saved."))
            return redirect("custom-field", pk)
    row = get_object_or_404(CustomField, pk=pk)
    labels = {"name_zh": _("Name in Chinese"), "choices": _("Choices")}
    page = {**_line(row), "form": form, "history": history_of(row, labels)}
    return render(request, "workspace/field.html", page, status=422 if form.errors else 200)


@for_those_who_may(CHANGES)
@require_POST
def retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """It stands in no form and no list any more; what it holds is kept."""
    row = get_object_or_404(CustomField, pk=pk)
    act = restore_custom_field if row.retired_at else retire_custom_field
    said = _("It is back.") if row.retired_at else _("It is retired; what it holds is kept.")
    said_or_refused(request, lambda: act(actor_of(request), row), said)
    return redirect("custom-field", pk)


@login_required
@require_POST
def answer_of_record(request: HttpRequest, pk: int, field: int) -> HttpResponse:
    """One field of a lead or a deal, unless somebody has changed it meanwhile."""
    record = record_seen(request, pk)
    custom, form = _asked(request, field, record.kind)
    if form.is_valid():
        name = custom.field.name
        given, seen = {name: form.cleaned_data["value"]}, {name: form.cleaned_data["seen"]}

        def act() -> None:
            give_answers(
                actor_of(request), record, answers=given, seen=seen, evidence=_("asked by us")
            )

        said_or_refused(request, act, _("Saved."))
    return _back(request, form, reverse("record", args=[pk]))


@login_required
@require_POST
def answer_of_company(request: HttpRequest, pk: int, field: int) -> HttpResponse:
    """The same of a company."""
    company = get_object_or_404(companies_seen(signed_in(request)), pk=pk)
    return _of_party(request, company, field, change_company_answers)


@login_required
@require_POST
def answer_of_person(request: HttpRequest, pk: int, field: int) -> HttpResponse:
    """The same of a person."""
    person = get_object_or_404(people_seen(signed_in(request)), pk=pk)
    return _of_party(request, person, field, change_person_answers)


def _of_party(
    request: HttpRequest, party: Company | Person, pk: int, change: Callable[..., Any]
) -> HttpResponse:
    custom, form = _asked(request, pk, party.stream)
    if form.is_valid():
        name = custom.field.name
        given, seen = {name: kept(form.cleaned_data["value"])}, {name: form.cleaned_data["seen"]}

        def act() -> None:
            change(actor_of(request), party, answers=given, seen=seen, evidence=_("asked by us"))

        said_or_refused(request, act, _("Saved."))
    return _back(request, form, reverse(party.stream, args=[party.pk]))


def _asked(request: HttpRequest, pk: int, about: str) -> tuple[Custom, AnswerForm]:
    row = get_object_or_404(CustomField, pk=pk, about=about, retired_at=None)
    custom = custom_of(row)
    return custom, AnswerForm(custom, request.POST)


def _back(request: HttpRequest, form: AnswerForm, address: str) -> HttpResponse:
    """To the page, at the field; what was wrong is said there."""
    for error in [one for errors in form.errors.values() for one in errors]:
        messages.error(request, labelled(label_of(form.custom.field), error))
    return redirect(f"{address}#own-{form.custom.pk}")


def _line(row: CustomField) -> dict[str, Any]:
    custom = custom_of(row)
    return {
        "row": row,
        "about": row.about,
        "label": label_of(custom.field),
        "kind": KINDS[custom.field.kind],
        "custom": custom,
        "number": len(custom.offered),
    }

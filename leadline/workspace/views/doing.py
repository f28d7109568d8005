"""How every page does something: the record if one may see it, the action, and back again."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from leadline.access.policy import visible
from leadline.core.errors import Invalid, Refused
from leadline.core.written import labelled
from leadline.records.models import Record
from leadline.ui.next_page import next_page
from leadline.ui.passing import offer_passing

T = TypeVar("T")


def records_seen(request: HttpRequest) -> QuerySet[Record]:
    """The records that the signed-in person may see, with what their pages show of them."""
    rows = Record.objects.select_related("person__company", "company", "owner", "version__playbook")
    return visible(request.user, rows)


def record_seen(request: HttpRequest, pk: int, kind: str = "") -> Record:
    """404 for a record that is not there or that this person may not see."""
    rows = records_seen(request)
    return get_object_or_404(rows.filter(kind=kind) if kind else rows, pk=pk)


def do(request: HttpRequest, act: Callable[[], object], said: str, back: str) -> HttpResponse:
    """Does it and says so, or says why not; then back to where they were."""
    try:
        act()
    except Refused as refused:
        offer_passing(request, refused)
        messages.error(request, said_of(refused))
    else:
        messages.success(request, said)
    return redirect(next_of(request, back))


def do_many(
    request: HttpRequest, act: Callable[[], int], said: Callable[[int], str], back: str
) -> HttpResponse:
    """Does something to many and says to how many; then back to where they were."""
    try:
        number = act()
    except Refused as refused:
        messages.error(request, said_of(refused))
    else:
        messages.success(request, said(number) % {"n": number})
    return redirect(next_of(request, back))


def said_of(refused: Refused) -> str:
    """The sentence, with what is wrong with each field behind it."""
    problems = refused.problems.values() if isinstance(refused, Invalid) else ()
    return " ".join(dict.fromkeys([refused.told, *problems]))


def said_of_form(form: BaseForm) -> str:
    """What is wrong with a small form, in one line."""
    return " ".join(
        labelled(form.fields[name].label, error) if name in form.fields else str(error)
        for name, errors in form.errors.items()
        for error in errors
    )


def refuse(request: HttpRequest, form: BaseForm, back: str) -> HttpResponse:
    """Back to the page with what the form says is wrong."""
    messages.error(request, said_of_form(form) or _("Look at what you wrote once more."))
    return redirect(next_of(request, back))


def next_of(request: HttpRequest, otherwise: str) -> str:
    """The page of ours that a form names as `next`."""
    return next_page(request, otherwise)

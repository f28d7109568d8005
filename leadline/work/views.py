"""Tasks are finished, put off and given away, calls logged, notes written: thin doors to actions.

Each answers with a partial where htmx asks, and otherwise leads back to where one came from; what
cannot be done is said on the form itself.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.access.models import User
from leadline.access.policy import visible
from leadline.core.errors import Invalid, Refused
from leadline.records.models import Record
from leadline.ui.next_page import next_page
from leadline.ui.passing import offer_passing
from leadline.work import panels
from leadline.work.actions.calls import log_call
from leadline.work.actions.files import with_files_kept
from leadline.work.actions.finishing import (
    allow_call,
    assign_task,
    finish_task,
    reopen_task,
    snooze_task,
)
from leadline.work.actions.notes import note, show_interest
from leadline.work.actions.telling import read_notice
from leadline.work.forms import AllowCallForm, AssignForm, InterestForm, NoteForm, SnoozeForm
from leadline.work.mentions import named_in_vain
from leadline.work.models import Notice, Task

Act = Callable[[], object]


@login_required
def completion(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the task with what it asks; POST gets it done."""
    task = _task(request, pk)
    if request.method != "POST":
        return _task_page(request, task)
    form = panels.finish_form(task, request.POST, request.FILES)

    def act() -> None:
        given, actor = form.cleaned_data, actor_of(request)
        finish_task(
            actor,
            task.record,
            task=task,
            result=given["result"],
            answers=with_files_kept(actor, task.record, form.answers),
            ticks=given.get("ticks", ()),
        )

    if _done(request, form, act):
        return _well(request, _("Done: %(task)s.") % {"task": task}, task=task)
    return _task_page(request, task, form=form)


@login_required
@require_POST
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo of a completion."""
    task = _task(request, pk)
    return _at_once(
        request,
        lambda: reopen_task(actor_of(request), task.record, task=task),
        _("Open again: %(task)s.") % {"task": task},
    )


@login_required
@require_POST
def delay(request: HttpRequest, pk: int) -> HttpResponse:
    """The task is shown again later."""
    task, form = _task(request, pk), SnoozeForm(request.POST)

    def act() -> None:
        given = form.cleaned_data
        snooze_task(
            actor_of(request),
            task.record,
            task=task,
            until=given["until"],
            reason=given["reason"],
        )

    if _done(request, form, act):
        return _well(request, _("Put off: %(task)s.") % {"task": task})
    return _task_page(request, task, snooze=form)


@login_required
@require_POST
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody does it, oneself included."""
    task, form, who = _task(request, pk), AssignForm(request.POST), actor_of(request)

    def act() -> None:
        assign_task(who, task.record, task=task, assignee=form.cleaned_data["assignee"])

    if _done(request, form, act):
        return _well(request, _("Given away: %(task)s.") % {"task": task})
    return _task_page(request, task, assign=form)


@login_required
@require_POST
def permission(request: HttpRequest, pk: int) -> HttpResponse:
    """A person decides to call although nothing says that one may."""
    task, form, who = _task(request, pk), AllowCallForm(request.POST), actor_of(request)

    def act() -> None:
        allow_call(who, task.record, task=task, reason=form.cleaned_data["reason"])

    if _done(request, form, act):
        return _well(request, _("They may be called now."))
    return _task_page(request, task, allow=form)


@login_required
@require_POST
def calls(request: HttpRequest, record_id: int) -> HttpResponse:
    """A call that was made."""
    record = _record(request, record_id)
    panel = panels.call_panel(record, data=request.POST, next=_next(request))
    if _done(
        request,
        panel.form,
        lambda: log_call(actor_of(request), record, **_given(panel.form.cleaned_data)),
    ):
        return _well(request, _("The call is logged: %(about)s.") % {"about": record.title})
    return _panel_page(request, "work/_log_call.html", panel)


@login_required
@require_POST
def notes(request: HttpRequest, record_id: int) -> HttpResponse:
    """Something written down."""
    record, form = _record(request, record_id), NoteForm(request.POST)
    panel = panels.note_panel(
        record, signed_in(request), form, chosen=request.POST.getlist("tell"), next=_next(request)
    )

    def act() -> None:
        note(actor_of(request), record, what=panel.text)

    if _done(request, form, act):
        return _well(request, _noted(record, panel.text))
    return _panel_page(request, "work/_note.html", panel)


def _noted(record: Record, text: str) -> str:
    """Also who was named and may not see the record."""
    if names := named_in_vain(record, text):
        said = _("Noted. Not told, since they may not see this: %(names)s.")
        return said % {"names": ", ".join(names)}
    return _("Noted.")


@login_required
@require_POST
def interest(request: HttpRequest, record_id: int) -> HttpResponse:
    """They want to know more."""
    record, form = _record(request, record_id), InterestForm(request.POST)
    if _done(
        request,
        form,
        lambda: show_interest(actor_of(request), record, what=form.cleaned_data["what"]),
    ):
        return _well(request, _("Noted: they want to know more."))
    panel = panels.InterestPanel(record.pk, form, _next(request))
    return _panel_page(request, "work/_interest.html", panel)


@login_required
@require_POST
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """A notice is put away."""
    notice = get_object_or_404(Notice, pk=pk, user=request.user)
    return _at_once(request, lambda: read_notice(actor_of(request), None, notice=notice), "")


def _task(request: HttpRequest, pk: int) -> Task:
    rows = Task.objects.select_related("record__person", "assignee")
    return get_object_or_404(rows, pk=pk, record__in=visible(request.user, Record.objects.all()))


def _record(request: HttpRequest, pk: int) -> Record:
    rows = visible(request.user, Record.objects.select_related("person"))
    return get_object_or_404(rows, pk=pk)


def _done(request: HttpRequest, form: forms.Form, act: Act) -> bool:
    """Whether the form was right and the act done; else the form says why not."""
    if not form.is_valid():
        return False
    try:
        act()
    except Invalid as invalid:
        for name, sentence in invalid.problems.items():
            form.add_error(name if name in form.fields else None, sentence)
        if not invalid.problems:
            form.add_error(None, invalid.sentence)
        return False
    except Refused as refused:
        offer_passing(request, refused)
        form.add_error(None, refused.told)
        return False
    return True


def _at_once(request: HttpRequest, act: Act, said: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        offer_passing(request, refused)
        messages.error(request, refused.told)
        return redirect(_next(request))
    return _well(request, said)


def _well(request: HttpRequest, said: str, task: Task | None = None) -> HttpResponse:
    """htmx gets the sentence, with Undo for a task; others go back to where they were."""
    if request.headers.get("HX-Request"):
        return render(
            request, "work/_done.html", {"said": said, "task": task, "next": _next(request)}
        )
    if said:
        messages.success(request, said)
    return redirect(_next(request))


def _task_page(request: HttpRequest, task: Task, **bound: Any) -> HttpResponse:
    assert isinstance(request.user, User)
    panel = panels.task_panel(task, request.user, next=_next(request), **bound)
    return _panel_page(request, "work/_task.html", panel)


def _panel_page(request: HttpRequest, partial: str, panel: object) -> HttpResponse:
    """The partial alone for htmx; else on a page, so that nothing is lost without scripts."""
    template = partial if request.headers.get("HX-Request") else "work/panel.html"
    return render(request, template, {"panel": panel, "partial": partial})


def _given(cleaned: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in cleaned.items() if value not in (None, "")}


def _next(request: HttpRequest) -> str:
    return next_page(request, "/")

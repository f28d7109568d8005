"""The page by which a colleague leaves: what they have, who takes it over, and how far that is."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from leadline.access.acting import for_those_who_may, refusals_on
from leadline.access.actor import actor_of, signed_in
from leadline.access.models import User
from leadline.workspace.actions.leaving import leave_firm
from leadline.workspace.actions.leaving_parts import PARTS
from leadline.workspace.jobs import go_on_handing_over
from leadline.workspace.queries.leaving import staying_with

WAITED = 2.0  # seconds that a person waits; the worker does the rest


class HandoverForm(forms.Form):
    """Who takes everything over."""

    successor = forms.ModelChoiceField(
        label=gettext_lazy("Who takes it over"), queryset=User.objects.none()
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("It stands in the history of each record."),
    )

    def __init__(self, leaving: User, data: Any = None) -> None:
        super().__init__(data, initial={"successor": leaving.stand_in or leaving.manager})
        successor = self.fields["successor"]
        assert isinstance(successor, forms.ModelChoiceField)
        others = User.objects.filter(is_active=True).exclude(pk=leaving.pk)
        successor.queryset = others.order_by("name", "pk")


@for_those_who_may("leave firm")
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Before they leave, the form; afterwards, how far it is."""
    leaving = get_object_or_404(User.objects.select_related("manager", "stand_in"), pk=pk)
    if not leaving.is_active:
        return _progress(request, leaving)
    form = HandoverForm(leaving, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            begun = leave_firm(actor_of(request), leaving, **form.cleaned_data)
            go_on_handing_over(begun, WAITED)
            return redirect("colleague-handover", pk)
    page = {
        "leaving": leaving,
        "form": form,
        **_what_they_have(leaving),
        "reports": User.objects.filter(manager=leaving, is_active=True).order_by("name"),
        "stands_in": User.objects.filter(stand_in=leaving, is_active=True).order_by("name"),
    }
    status = 422 if form.errors else 200
    return render(request, "workspace/handover.html", page, status=status)


def _progress(request: HttpRequest, leaver: User) -> HttpResponse:
    done = leaver.handovers.select_related("successor").order_by("pk").last()
    if done is None:
        raise Http404
    left = _what_they_have(leaver)
    given = sum(getattr(done, name) for name in left)
    whole = sum(left.values()) + given
    page = {
        "leaving": leaver,
        "handover": done,
        "left": left,
        "percent": 100 * given // whole if whole else 100,
        "staying": staying_with(leaver, signed_in(request)) if done.finished_at else None,
    }
    return render(request, "workspace/handover_progress.html", page)


def _what_they_have(leaving: User) -> dict[str, int]:
    return {part.counter: part.theirs(leaving).count() for part in PARTS if part.counter}

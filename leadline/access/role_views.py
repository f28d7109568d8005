"""The pages of roles: what each may do with whose records, side by side, and one to change."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leadline.access.acting import for_those_who_may, refusals_on
from leadline.access.actions import make_firm, make_role, set_permission
from leadline.access.actor import actor_of
from leadline.access.models import Firm, Reach, Role
from leadline.access.reasons import matrix, name_of, subjects
from leadline.core.batch import Batch
from leadline.core.history import history_of

SETS = "set permission"
REACHES = [("", gettext_lazy("no")), *Reach.choices]


def names() -> dict[str, str]:
    """How what can be asked of a role is called."""
    return {about: name_of(about) for about in subjects()}


class NewRoleForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)


class ReachesForm(forms.Form):
    """One choice for each thing that a role can be asked for."""

    def __init__(self, role: Role, data: Any = None) -> None:
        super().__init__(data)
        granted = dict(role.permissions.values_list("action", "reach"))
        self.abouts: dict[str, str] = {}
        for number, about in enumerate(subjects()):
            name = f"reach_{number}"
            self.abouts[name] = about
            self.fields[name] = forms.ChoiceField(
                label=name_of(about),
                choices=REACHES,
                required=False,
                initial=granted.get(about, ""),
            )

    def reaches(self) -> dict[str, Reach | None]:
        told = self.cleaned_data
        return {
            about: Reach(told[name]) if told[name] else None for name, about in self.abouts.items()
        }


@for_those_who_may(SETS)
@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """Every role beside the others."""
    page = {
        "matrix": matrix(),
        "form": NewRoleForm(),
        "history": history_of(Firm.current(), names()),
    }
    return render(request, "access/roles.html", page)


@for_those_who_may(SETS)
@require_POST
def new_role(request: HttpRequest) -> HttpResponse:
    form = NewRoleForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            made = make_role(actor_of(request), make_firm(), name=form.cleaned_data["name"])
            return redirect("role", made.pk)
    page = {"matrix": matrix(), "form": form}
    return render(request, "access/roles.html", page, status=422)


@for_those_who_may(SETS)
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: HttpRequest, pk: int) -> HttpResponse:
    """One role; all that was chosen is set together, or nothing."""
    one = get_object_or_404(Role, pk=pk)
    form = ReachesForm(one, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            firm = make_firm()
            with Batch(actor_of(request)) as batch:
                for about, reach in form.reaches().items():
                    set_permission.within(batch, firm, role=one, about=about, reach=reach)
            messages.success(request, _("Saved."))
            return redirect("roles")
    people = one.memberships.filter(user__is_active=True).select_related("user", "team")
    page = {"role": one, "form": form, "people": people.order_by("user__name", "pk")}
    return render(request, "access/role.html", page, status=422 if form.errors else 200)

"""The pages of teams: the tree, and one team's place, hours and special days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leadline.access.acting import for_those_who_may, refusals_on, said_or_refused
from leadline.access.actions import change_team, drop_special_day, form_team, keep_special_day
from leadline.access.actor import actor_of
from leadline.access.models import Team
from leadline.access.queries import schedule_of
from leadline.access.settings_forms import SpecialDayForm, TeamForm
from leadline.core import clock
from leadline.core.history import history_of
from leadline.core.workdays import NeverOpens
from leadline.core.worktime import next_opening

FORMS = "form team"


@dataclass(frozen=True)
class Branch:
    """A team in the tree. depth: how many stand above it."""

    team: Team
    people: int
    depth: int


@for_those_who_may(FORMS)
@require_GET
def teams(request: HttpRequest) -> HttpResponse:
    return render(request, "access/teams.html", {"branches": tree()})


@for_those_who_may(FORMS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_team(request: HttpRequest) -> HttpResponse:
    form = TeamForm(None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            team = form_team(actor_of(request), None, **form.values())
            messages.success(request, _("Saved."))
            return redirect("team", team.pk)
    status = 422 if form.errors else 200
    return render(request, "access/team_new.html", {"form": form}, status=status)


@for_those_who_may(FORMS)
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """One team: who is in it, when it works, what is otherwise on which day."""
    one = _team(pk)
    form = TeamForm(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_team(actor_of(request), one, values=form.values())
            messages.success(request, _("Saved."))
            return redirect("team", pk)
    return _shown(request, _team(pk), form)


@for_those_who_may(FORMS)
@require_POST
def special_days(request: HttpRequest, pk: int) -> HttpResponse:
    one, form = _team(pk), SpecialDayForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data | {"works": form.cleaned_data["works"] == "yes"}
        with refusals_on(form):
            keep_special_day(actor_of(request), one, **told)
            messages.success(request, _("Saved."))
            return redirect("team", pk)
    return _shown(request, one, TeamForm(one), form)


@for_those_who_may(FORMS)
@require_POST
def special_day_dropping(request: HttpRequest, pk: int, day: str) -> HttpResponse:
    try:
        day_on = date.fromisoformat(day)
    except ValueError:
        return redirect("team", pk)
    said_or_refused(
        request, lambda: drop_special_day(actor_of(request), _team(pk), day_on=day_on), _("Saved.")
    )
    return redirect("team", pk)


def tree() -> list[Branch]:
    """Every team below the one that it is part of, in one query."""
    active = Count("memberships__user", filter=Q(memberships__user__is_active=True), distinct=True)
    rows = list(Team.objects.annotate(people=active).order_by("name"))
    return list(_below(rows, None, 0))


def _below(rows: Sequence[Team], above: int | None, depth: int) -> list[Branch]:
    found = []
    for row in rows:
        if row.parent_id == above:
            people: int = getattr(row, "people")  # noqa: B009 - it is annotated
            found += [Branch(row, people, depth), *_below(rows, row.pk, depth + 1)]
    return found


def _shown(
    request: HttpRequest, one: Team, form: TeamForm, day: SpecialDayForm | None = None
) -> HttpResponse:
    schedule = schedule_of(one)
    try:
        opens = next_opening(schedule, clock.now())
    except NeverOpens:
        opens = None
    page = {
        "team": one,
        "form": form,
        "day": day or SpecialDayForm(),
        "opens": opens,
        "members": one.memberships.select_related("user", "role").order_by("user__name", "pk"),
        "days": one.special_days.order_by("day_on"),
        "history": history_of(one, form.labels()),
    }
    wrong = form.errors or (day is not None and day.errors)
    return render(request, "access/team.html", page, status=422 if wrong else 200)


def _team(pk: int) -> Team:
    return get_object_or_404(Team.objects.select_related("parent"), pk=pk)

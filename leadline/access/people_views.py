"""The pages of the people who work here: invitation, roles, stand-in, leave."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leadline.access.acting import for_those_who_may, refusals_on, said_or_refused
from leadline.access.actions import (
    cancel_leave,
    change_profile,
    give_role,
    invite_person,
    switch_off,
    switch_on,
    take_leave,
    take_role,
)
from leadline.access.actor import actor_of
from leadline.access.letters import link_for, send_invitation
from leadline.access.models import Firm, Leave, Membership, User
from leadline.access.reasons import rights_explained
from leadline.access.settings_forms import InviteForm, LeaveForm, RelationsForm, RoleForm
from leadline.core import clock
from leadline.core.history import history_of

INVITES = "invite person"


@for_those_who_may(INVITES)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who signs in, or is invited to, or was."""
    rows = _people().order_by("-is_active", "name", "pk")
    return render(request, "access/people.html", {"people": rows, "now": clock.now()})


@for_those_who_may(INVITES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Invites somebody by mail, and shows the link in case the letter does not arrive."""
    form = InviteForm(request.POST or None, initial={"language": Firm.current().language})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            invited = invite_person(actor_of(request), None, **form.cleaned_data)
            return _invited(request, invited)
    status = 422 if form.errors else 200
    return render(request, "access/invite.html", {"form": form}, status=status)


@for_those_who_may(INVITES)
@never_cache
@require_POST
def invitation_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A new letter with a new link, for whoever has not come in yet."""
    one = _person(pk)
    if one.has_usable_password() or not one.is_active:
        messages.error(request, _("They signed in already; a lost password is reset there."))
        return redirect("colleague", pk)
    return _invited(request, one)


@for_those_who_may(INVITES)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One colleague: roles, manager and stand-in, leave, and what they may do and why."""
    one = _person(pk)
    form = RelationsForm(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_profile(actor_of(request), one, values=form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("colleague", pk)
    return _shown(request, one, relations=form)


@for_those_who_may(INVITES)
@require_POST
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives them a role in a team."""
    one, form = _person(pk), RoleForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            give_role(actor_of(request), one, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("colleague", pk)
    return _shown(request, one, role=form)


@for_those_who_may(INVITES)
@require_POST
def role_taking(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a role in a team from them. pk: of the membership."""
    row = get_object_or_404(Membership.objects.select_related("user"), pk=pk)
    return _done(request, row.user, lambda: take_role(actor_of(request), row.user, membership=row))


@for_those_who_may(INVITES)
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes the days on which they are away, in the zone they work in."""
    one, form = _person(pk), LeaveForm(request.POST)
    if form.is_valid():
        zone = ZoneInfo(one.zone or Firm.current().zone)
        begins = datetime.combine(form.cleaned_data["first"], time(), zone)
        ends = datetime.combine(form.cleaned_data["last"] + timedelta(days=1), time(), zone)
        with refusals_on(form):
            take_leave(actor_of(request), one, from_at=begins, until_at=ends)
            messages.success(request, _("Saved."))
            return redirect("colleague", pk)
    return _shown(request, one, leave=form)


@for_those_who_may(INVITES)
@require_POST
def leave_taking_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Leave.objects.select_related("user"), pk=pk)
    return _done(request, row.user, lambda: cancel_leave(actor_of(request), row.user, leave=row))


@for_those_who_may(INVITES)
@require_POST
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Switches them off, or on again."""
    one = _person(pk)
    act = switch_on if request.POST.get("is_active") == "yes" else switch_off
    return _done(request, one, lambda: act(actor_of(request), one))


def _invited(request: HttpRequest, invited: User) -> HttpResponse:
    fresh = User.objects.get(pk=invited.pk)
    page = {
        "person": fresh,
        "link": link_for(fresh),
        "was_mailed": send_invitation(fresh, actor_of(request).name),
    }
    return render(request, "access/invited.html", page)


def _done(request: HttpRequest, one: User, act: Callable[[], object]) -> HttpResponse:
    said_or_refused(request, act, _("Saved."))
    return redirect("colleague", one.pk)


def _shown(
    request: HttpRequest,
    one: User,
    relations: RelationsForm | None = None,
    role: RoleForm | None = None,
    leave: LeaveForm | None = None,
) -> HttpResponse:
    filled: list[forms.Form] = [form for form in (relations, role, leave) if form is not None]
    relations = relations or RelationsForm(one)
    page = {
        "person": one,
        "relations": relations,
        "role": role or RoleForm(),
        "leave": leave or LeaveForm(),
        "memberships": one.memberships.select_related("role", "team").order_by("pk"),
        "leaves": one.leaves.filter(until_at__gt=clock.now()).order_by("from_at"),
        "rights": rights_explained(one),
        "history": history_of(one, {name: f.label for name, f in relations.fields.items()}),
    }
    wrong = any(form.errors for form in filled)
    return render(request, "access/person.html", page, status=422 if wrong else 200)


def _people() -> QuerySet[User]:
    theirs = Membership.objects.select_related("role", "team").order_by("pk")
    return User.objects.prefetch_related(
        Prefetch("memberships", queryset=theirs), "leaves"
    ).select_related("manager", "stand_in")


def _person(pk: int) -> User:
    return get_object_or_404(User.objects.select_related("manager", "stand_in"), pk=pk)

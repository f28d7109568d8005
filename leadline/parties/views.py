"""Pages on which two entries become one, and one becomes two again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.access.policy import Denied, may
from leadline.access.roles import SEE
from leadline.core.actions import Action
from leadline.core.errors import Refused
from leadline.core.numbers import number_in
from leadline.parties.actions.merging import (
    COMPANY_CHOICES,
    PERSON_CHOICES,
    merge_companies,
    merge_people,
    settle_company_duplicate,
    settle_duplicate,
    split_companies,
    split_people,
)
from leadline.parties.models import Company, Merge, Person, PossibleDuplicate
from leadline.parties.queries import duplicates as probable
from leadline.parties.queries.comparing import (
    Likely,
    comparison_of,
    found_by_name,
    likely_companies,
    likely_people,
)
from leadline.parties.queries.merged import both_of, free_rows, merged_page, split_page


@dataclass(frozen=True)
class Kind:
    """What differs between people and companies.

    name: the beginning of their URLs' names. model: Person or Company.
    """

    name: str
    model: type[Any]
    merge: Action[Any, Any, Any]
    split: Action[Any, Any, Any]
    choices: frozenset[str]
    likely: Callable[[Any], list[Likely]]


KINDS = {
    "people": Kind(
        "person", Person, merge_people, split_people, frozenset(PERSON_CHOICES), likely_people
    ),
    "companies": Kind(
        "company",
        Company,
        merge_companies,
        split_companies,
        frozenset(COMPANY_CHOICES),
        likely_companies,
    ),
}


@login_required
@require_GET
def duplicates(request: HttpRequest) -> HttpResponse:
    """Who is probably in twice, and why."""
    _check(request, SEE)
    page = probable.duplicates(request.GET.get("page"))
    can = bool(may(actor_of(request), merge_people.name))
    return render(request, "parties/duplicates.html", {"page": page, "can": can})


@login_required
@require_POST
def settlement(request: HttpRequest, pk: int) -> HttpResponse:
    """The two are two people."""
    asked = get_object_or_404(PossibleDuplicate.objects.select_related("other__merged_into"), pk=pk)
    subject = asked.other.merged_into or asked.other
    return _do(
        request,
        lambda: settle_duplicate(actor_of(request), subject, duplicate=asked, are_same=False),
        _("They stay two people. Nobody asks about them again."),
        reverse("duplicates"),
    )


@login_required
@require_POST
def company_settlement(request: HttpRequest, pk: int) -> HttpResponse:
    """The two are two companies."""
    company = get_object_or_404(Company, pk=pk)
    other = get_object_or_404(Company, pk=number_in(request.POST.get("other", "")))
    return _do(
        request,
        lambda: settle_company_duplicate(actor_of(request), company, other=other),
        _("They stay two companies. Nobody asks about them again."),
        reverse("duplicates"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merging(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """GET: whom to merge in, then both side by side. POST: the one of the address stays."""
    of = KINDS[kind]
    _check(request, SEE)
    party = get_object_or_404(of.model._default_manager, pk=pk)
    _check(request, of.merge.name, party)
    given = request.POST if request.method == "POST" else request.GET
    number = number_in(given.get("other", ""))
    other = of.model._default_manager.filter(pk=number, merged_into=None).exclude(pk=pk).first()
    if party.merged_into_id is not None:
        return redirect(f"{of.name}-merges", pk=pk)
    if other is None:
        return _choosing(request, of, party)
    if request.method == "POST":
        taking = {name for name in of.choices if given.get(f"take-{name}") == "theirs"}
        return _do(
            request,
            lambda: of.merge(actor_of(request), party, losers=[other], taking=taking),
            _("%(name)s was merged in. It can be split again.") % {"name": other},
            reverse(f"{of.name}-merges", args=[pk]),
        )
    page = comparison_of(party, other)
    swapped = f"{reverse(f'{of.name}-merging', args=[other.pk])}?other={pk}"
    return render(request, "parties/merging.html", {"page": page, "of": of, "swapped": swapped})


@login_required
@require_GET
def merges(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """What was merged into one person or company, and what happened to it."""
    of = KINDS[kind]
    party = get_object_or_404(of.model._default_manager.select_related("merged_into"), pk=pk)
    _check(request, SEE, party)
    can = bool(may(actor_of(request), of.merge.name, party))
    return render(
        request, "parties/merges.html", {"page": merged_page(party), "of": of, "can": can}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: where each record would go, and what happened since. POST: it is taken apart."""
    merge = get_object_or_404(Merge.objects, pk=pk)
    of = KINDS["people" if merge.person_id is not None else "companies"]
    winner, loser = both_of(merge)
    _check(request, SEE, winner)
    _check(request, of.split.name, winner)
    back = reverse(f"{of.name}-merges", args=[winner.pk])
    if merge.split_at is not None:
        messages.info(request, _("This merge was taken back already."))
        return redirect(back)
    if request.method == "POST":
        chosen = {
            (one.pointer.table, one.row.pk): request.POST[name] == "go"
            for name, one in free_rows(merge).items()
            if name in request.POST
        }
        return _do(
            request,
            lambda: of.split(actor_of(request), winner, merge=merge, chosen=chosen),
            _("%(name)s stands by itself again.") % {"name": loser},
            back,
        )
    page = split_page(merge, signed_in(request))
    return render(request, "parties/split.html", {"page": page, "of": of})


def _choosing(request: HttpRequest, of: Kind, party: Any) -> HttpResponse:
    text = request.GET.get("q", "")
    context = {
        "party": party,
        "of": of,
        "text": text,
        "likely": of.likely(party),
        "found": found_by_name(party, text),
    }
    return render(request, "parties/choosing.html", context)


def _do(request: HttpRequest, act: Callable[[], object], said: str, back: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, said)
    return redirect(back)


def _check(request: HttpRequest, name: str, party: Person | Company | None = None) -> None:
    answer = may(actor_of(request), name, party)
    if isinstance(answer, Denied):
        raise PermissionDenied(answer.sentence)

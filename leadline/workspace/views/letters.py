"""A letter to many: chosen or written, looked at with those that it would not reach, and sent."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leadline.access.actor import actor_of, signed_in
from leadline.access.models import User
from leadline.access.policy import visible
from leadline.core import clock
from leadline.records.models import Record
from leadline.workspace.bulk import MOST
from leadline.workspace.bulk_letters import Draft, Look, looked_at, send_all, templates_for
from leadline.workspace.kinds import KINDS
from leadline.workspace.letter_form import LetterForm
from leadline.workspace.queries.leads import selection_of
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.views.bulk import to_done
from leadline.workspace.views.kept_acts import forget, kept_at

PAGE = "letters"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """It is looked at first, as one of them would get it; only what was looked at is sent."""
    ids, query, again, further = kept_at(request, PAGE, key) or ((), "", (), "")
    selection = selection_of(signed_in(request), kind, Wanted.parse(query), clock.now())
    records = _seen(selection.user, kind, ids)
    if not records:
        return _gone(request, kind)
    form = LetterForm(templates_for(records), request.POST or None)
    looks: list[Look] = []
    seal = ""
    if request.method == "POST" and form.is_valid():
        seal = _seal(form.draft)
        if request.POST.get("send") != seal:
            looks = looked_at(records, form.draft, clock.now())
        elif not forget(request, PAGE, key):  # sent already, in another window
            return _gone(request, kind)
        else:
            sent = send_all(actor_of(request), records, form.draft, clock.now())
            sent = replace(sent, further=further, beyond=further != "" and selection.beyond)
            return redirect(to_done(request, selection, sent, again))
    page = {
        "kind": KINDS[kind],
        "form": form,
        "seal": seal,
        "number": len(records),
        "urls": KINDS[kind].urls,
        "again": [*again, ("before", further)] if again else [],
        "most": MOST,
        "back": f"{reverse(KINDS[kind].at())}?{query}",
        **_told(looks),
    }
    return render(request, "workspace/letters.html", page, status=422 if form.errors else 200)


def _seal(draft: Draft) -> str:
    """Another one for every other letter."""
    return sha256("\0".join(vars(draft).values()).encode()).hexdigest()


def _seen(user: User, kind: str, ids: Sequence[int]) -> list[Record]:
    """Those that this person may still see, with all that a letter says of them."""
    rows = visible(user, Record.objects.filter(kind=kind, pk__in=ids))
    return list(rows.select_related("person__company", "company", "owner").order_by("pk"))


def _gone(request: HttpRequest, kind: str) -> HttpResponse:
    messages.info(request, _("What happened there is no longer kept."))
    return redirect(KINDS[kind].at())


def _told(looks: Sequence[Look]) -> dict[str, Any]:
    """The first letter that would leave, how many there are, and those that would not."""
    first = next((one for one in looks if one.letter), None)
    return {
        "is_looked_at": bool(looks),
        "first": first,
        "leaving": sum(1 for one in looks if one.letter),
        "refused": [one for one in looks if not one.letter],
    }

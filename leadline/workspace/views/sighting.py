"""What a colleague may see of one record, and why: the answer to "why can't I find it?"."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from leadline.access.acting import for_those_who_may
from leadline.access.actor import signed_in
from leadline.access.models import User
from leadline.access.policy import visible
from leadline.access.sighting import sighting
from leadline.records.models import Record
from leadline.search.queries import records_with
from leadline.work.models import OPEN, Task
from leadline.workspace.kinds import KINDS

FOUND = 10  # records of each kind


@for_those_who_may("invite person")
@require_GET
def sight(request: HttpRequest, pk: int) -> HttpResponse:
    """Only what the asking person may see themselves is found and told."""
    one = get_object_or_404(User, pk=pk)
    text, number = request.GET.get("q", "").strip()[:200], request.GET.get("record", "")
    page: dict[str, object] = {"person": one, "search": text, "found": _found(request, text)}
    if number.isascii() and number.isdigit() and len(number) < 19:
        record = get_object_or_404(_seen(request), pk=int(number))
        page |= {
            "record": record,
            "sighting": sighting(one, record),
            "has_task": Task.objects.filter(OPEN, record=record, assignee=one).exists(),
        }
    return render(request, "workspace/sighting.html", page)


def _seen(request: HttpRequest) -> QuerySet[Record]:
    return visible(request.user, Record.objects.select_related("owner", "team"))


def _found(request: HttpRequest, text: str) -> list[Record]:
    """The newest with these words, of every kind."""
    user = signed_in(request)
    ids = [pk for kind in KINDS for pk in records_with(user, kind, text, FOUND)] if text else []
    return list(_seen(request).filter(pk__in=ids).order_by("-pk"))

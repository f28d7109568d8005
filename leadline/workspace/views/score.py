"""The review of a score, and what is decided on it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.access.policy import may
from leadline.core import clock
from leadline.leads.actions.score import review_score, score_all_again
from leadline.leads.score.loading import latest_rules
from leadline.leads.score.models import ScoreRules
from leadline.playbooks.models import Published
from leadline.workspace.queries.score_review import score_review
from leadline.workspace.views.doing import do

LINE = 30  # points, where nobody says which
FARTHEST = 100_000


@login_required
@require_GET
def score(request: HttpRequest, name: str) -> HttpResponse:
    """The score beside what came of the leads."""
    published = get_object_or_404(Published.objects.exclude(current=None), name=name)
    user = signed_in(request)
    page = score_review(published, user, clock.now(), _line(request.GET.get("line", "")))
    if page is None:
        raise Http404
    rights = {
        "may_review": bool(may(actor_of(request), "review score")),
        "may_learn": bool(may(actor_of(request), "learn score")),
    }
    return render(request, "workspace/score_review.html", {"page": page, **rights})


@login_required
@require_POST
def reviewed(request: HttpRequest, name: str) -> HttpResponse:
    """It stays as it is until the next review."""
    rules, note = _rules(name), " ".join(request.POST.get("note", "").split())[:500]
    said = _("The review is noted.")
    return do(request, lambda: review_score(actor_of(request), rules, note=note), said, _at(name))


@login_required
@require_POST
def rescoring(request: HttpRequest, name: str) -> HttpResponse:
    rules, said = _rules(name), _("All leads are scored anew, one after the other.")
    return do(request, lambda: score_all_again(actor_of(request), rules), said, _at(name))


def _rules(name: str) -> ScoreRules:
    """Those in force. 404 while no lead was scored by any."""
    published = get_object_or_404(Published.objects.exclude(current=None), name=name)
    rules = latest_rules(published.pk)
    if rules is None:
        raise Http404
    return rules


def _line(text: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 7):
        return LINE
    return max(-FARTHEST, min(int(text), FARTHEST))


def _at(name: str) -> str:
    return reverse("playbook-score", args=[name])

"""Points are learned from leads that have ended, looked at, changed, and taken into a proposal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leadline.access.acting import for_those_who_may, refusals_on
from leadline.access.actor import actor_of
from leadline.access.policy import may
from leadline.leads.actions.learning import learn_score
from leadline.leads.score.models import ScoreFit
from leadline.leads.scorecard.told import told_of
from leadline.playbooks.models import Published
from leadline.workspace.learning_forms import LearnForm, changed_lines
from leadline.workspace.queries.learning import FILE, learn_page, learned_page, score_file
from leadline.workspace.views.publishing import PUBLISHES, proposed

LEARNS = "learn score"


@for_those_who_may(LEARNS)
@require_http_methods(["GET", "HEAD", "POST"])
def learning(request: HttpRequest, name: str) -> HttpResponse:
    """Which leads are learned from, and what was learned before."""
    published = _published(name)
    page = learn_page(published)
    form = LearnForm(page.columns, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            fit = learn_score(actor_of(request), None, playbook=published, **form.cleaned_data)
            return redirect("playbook-score-learned", name, fit.pk)
    status = 422 if form.errors else 200
    return render(request, "workspace/learning.html", {"page": page, "form": form}, status=status)


@for_those_who_may(LEARNS)
@require_GET
def learned(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """How well it tells, what seems to know the end, and points that can be changed."""
    published = _published(name)
    may_propose = bool(may(actor_of(request), PUBLISHES))
    page = learned_page(published, _fit(published, pk))
    found = {"page": page, "may_propose": may_propose}
    return render(request, "workspace/learned.html", found)


@for_those_who_may(LEARNS)
@require_POST
def points(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """score.yaml with the points as they were changed: to keep, or as a proposed version."""
    published = _published(name)
    told = told_of(_fit(published, pk).told)
    lines = changed_lines(told.lines if told else (), request.POST.dict())
    text = score_file(published, lines)
    if request.POST.get("to") == "proposal":
        return _proposal(request, published, text)
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return answer


@for_those_who_may(PUBLISHES)
def _proposal(request: HttpRequest, published: Published, text: str) -> HttpResponse:
    assert published.current is not None
    return redirect(proposed(published.name, {**published.current.files, FILE: text}))


def _published(name: str) -> Published:
    rows = Published.objects.exclude(current=None).select_related("current")
    return get_object_or_404(rows, name=name)


def _fit(published: Published, pk: int) -> ScoreFit:
    return get_object_or_404(ScoreFit.objects.select_related("user"), playbook=published, pk=pk)

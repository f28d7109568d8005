"""The playbooks in force, and one of them: map, text, checks, sentences, versions."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from leadline.access.actor import actor_of, signed_in
from leadline.access.policy import may
from leadline.core.numbers import number_in
from leadline.playbooks.models import Published
from leadline.workspace.queries.playbook import playbook_page, playbooks_in_force
from leadline.workspace.queries.source import source_page


@login_required
@require_GET
def playbooks(request: HttpRequest) -> HttpResponse:
    return render(request, "workspace/playbooks.html", {"lines": playbooks_in_force()})


@login_required
@require_GET
def playbook(request: HttpRequest, name: str) -> HttpResponse:
    """The version in force, or the one named as `version` (its id)."""
    published = get_object_or_404(Published.objects.exclude(current=None), name=name)
    number = number_in(request.GET.get("version", ""))
    version = get_object_or_404(published.versions.all(), pk=number or published.current_id)
    page = playbook_page(published, version, signed_in(request))
    may_learn = bool(may(actor_of(request), "learn score"))
    return render(request, "workspace/playbook.html", {"page": page, "may_learn": may_learn})


@login_required
@require_GET
def source(request: HttpRequest, name: str) -> HttpResponse:
    """The numbered steps that the version in force was made after, and what carries each."""
    rows = Published.objects.exclude(current=None).select_related("current__playbook")
    published = get_object_or_404(rows, name=name)
    assert published.current is not None
    page = source_page(published.current, signed_in(request))
    return render(request, "workspace/source.html", {"page": page})

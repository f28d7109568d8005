"""Records in flight are moved to the version in force: first the plan, then the move."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leadline.access.acting import for_those_who_may
from leadline.access.actor import actor_of
from leadline.automation.actions.migrating import move_records
from leadline.core.errors import Refused
from leadline.core.numbers import number_in
from leadline.playbooks.models import Published
from leadline.workspace.forms import GoneStagesForm
from leadline.workspace.queries.moving import choices_of, moving_page

MOVES = "move records to version"


@for_those_who_may(MOVES)
@require_http_methods(["GET", "HEAD", "POST"])
def moving(request: HttpRequest, name: str) -> HttpResponse:
    """The plan with what somebody has chosen for stages that are gone; a post carries it out."""
    rows = Published.objects.select_related("current").exclude(current=None)
    published = get_object_or_404(rows, name=name)
    given = request.POST if request.method == "POST" else request.GET
    mapping = _mapping(published, given)
    if request.method == "POST":
        try:
            move_records(
                actor_of(request),
                None,
                playbook=name,
                number=number_in(given.get("number", "")) or 0,
                mapping=mapping,
            )
        except Refused as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, _("The records are being moved."))
        return redirect("publishing-moving", name)
    page = moving_page(published, mapping)
    chosen = {one.name: mapping.get(one.process, {}).get(one.stage, "") for one in page.choices}
    shown = {"page": page, "name": name, "chosen": chosen}
    form = GoneStagesForm(page.choices, chosen)
    return render(request, "workspace/moving.html", {**shown, "form": form})


def _mapping(published: Published, given: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What was chosen for each stage that is gone; what is no stage of ours is no choice."""
    found: dict[str, dict[str, str]] = {}
    for choice in choices_of(published):
        to = given.get(choice.name, "")
        if to in {name for name, _label in choice.stages}:
            found.setdefault(choice.process, {})[choice.stage] = to
    return found

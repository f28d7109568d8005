"""What marketing and sales agree to: read, signed for one's side, and checked for seven errors."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.access.policy import may
from leadline.core import clock
from leadline.leads.actions.qualified import make_contacts
from leadline.playbooks.actions import sign_playbook
from leadline.playbooks.models import Published
from leadline.workspace.queries.agreed import agreed_page
from leadline.workspace.queries.seven import seven_page
from leadline.workspace.views.doing import do, do_many


@login_required
@require_GET
def agreed(request: HttpRequest, name: str) -> HttpResponse:
    """The definition and the promises in force, who signed them and who supplies what."""
    page = agreed_page(_published(name), signed_in(request))
    return render(request, "workspace/agreed.html", {"page": page})


@login_required
@require_POST
def signatures(request: HttpRequest, name: str) -> HttpResponse:
    """Signs one part for one role, in the words that stood on the page."""
    _published(name)
    given = {key: request.POST.get(key, "") for key in ("part", "role", "hash")}
    return do(
        request,
        lambda: sign_playbook(actor_of(request), None, playbook=name, **given),
        _("You have signed."),
        reverse("playbook-agreed", args=[name]),
    )


@login_required
@require_GET
def seven(request: HttpRequest, name: str) -> HttpResponse:
    """Each of the seven errors of lead management: made or not, with the evidence."""
    page = seven_page(_published(name), clock.now())
    may_make = bool(may(actor_of(request), make_contacts.name))
    return render(request, "workspace/seven.html", {"page": page, "may_make": may_make})


@login_required
@require_POST
def contacts(request: HttpRequest, name: str) -> HttpResponse:
    """Whoever was qualified before there was a status for contacts gets one, some at a time."""
    published = _published(name)

    def said(number: int) -> str:
        return ngettext("%(n)d contact was made.", "%(n)d contacts were made.", number)

    def act() -> int:
        return make_contacts(actor_of(request), published)

    return do_many(request, act, said, reverse("playbook-errors", args=[name]))


def _published(name: str) -> Published:
    rows = Published.objects.exclude(current=None).select_related("current")
    return get_object_or_404(rows, name=name)

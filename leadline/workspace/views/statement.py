"""The monthly statement between marketing and sales: read, printed, and confirmed by both sides."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.automation.actions import confirm_statement
from leadline.automation.statement import month_of
from leadline.core import clock
from leadline.playbooks.models import Published
from leadline.workspace.queries.statement import statement_page
from leadline.workspace.views.doing import do


@login_required
@require_GET
def statement(request: HttpRequest, name: str) -> HttpResponse:
    """Of the month named as `month` (2026-03), else of this one."""
    rows = Published.objects.exclude(current=None).select_related("current__playbook")
    published = get_object_or_404(rows, name=name)
    month = request.GET.get("month", "")
    month_on = _month(month) if month else month_of(clock.now())
    page = statement_page(published, month_on, signed_in(request), clock.now())
    return render(request, "workspace/statement.html", {"page": page})


@login_required
@require_POST
def confirmation(request: HttpRequest, name: str) -> HttpResponse:
    """Confirms for one role the figures that stood on the page."""
    month_on, role = _month(request.POST.get("month", "")), request.POST.get("role", "")
    figures = request.POST.get("figures", "").replace("\r\n", "\n")
    back = f"{reverse('statement', args=[name])}?month={month_on:%Y-%m}"

    def act() -> object:
        return confirm_statement(
            actor_of(request), None, playbook=name, month_on=month_on, role=role, figures=figures
        )

    return do(request, act, _("You have confirmed the statement."), back)


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise Http404 from error

"""The page of the firm's own settings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leadline.access.acting import for_those_who_may, refusals_on
from leadline.access.actions import change_firm_settings, make_firm
from leadline.access.actor import actor_of
from leadline.access.models import Firm
from leadline.access.settings_forms import FirmForm
from leadline.core.history import history_of


@for_those_who_may("change firm settings")
@require_http_methods(["GET", "HEAD", "POST"])
def firm(request: HttpRequest) -> HttpResponse:
    """What holds for the whole installation, and who changed it."""
    one = Firm.current()
    form = FirmForm(request.POST or None, instance=one)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_firm_settings(actor_of(request), make_firm(), values=form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("firm")
    page = {"form": form, "history": history_of(one, form.labels())}
    return render(request, "access/firm.html", page, status=422 if form.errors else 200)

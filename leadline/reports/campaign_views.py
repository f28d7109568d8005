"""The pages of campaigns: what they are, when they run, what they cost, what they are credited."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leadline.access.acting import for_those_who_may, refusals_on
from leadline.access.actor import actor_of
from leadline.access.policy import visible
from leadline.core.history import history_of
from leadline.records.models import Record
from leadline.reports.actions.campaigns import change_campaign, make_campaign
from leadline.reports.actions.crediting import choose_campaign
from leadline.reports.forms import CampaignForm, CreditForm
from leadline.reports.models import Campaign, Credit
from leadline.reports.queries.campaigns import campaign_lines

MAKES, CHANGES, CHOOSES = "make campaign", "change campaign", "choose campaign"


@for_those_who_may(CHANGES)
@require_GET
def campaigns(request: HttpRequest) -> HttpResponse:
    """Every campaign with its responses, and the names that leads bear and nobody has described."""
    return render(request, "reports/campaigns.html", {"page": campaign_lines()})


@for_those_who_may(MAKES)
@require_http_methods(["GET", "HEAD", "POST"])
def new_campaign(request: HttpRequest) -> HttpResponse:
    form = CampaignForm(request.POST or None, initial={"label": request.GET.get("label", "")[:200]})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            make_campaign(actor_of(request), None, **form.values())
            messages.success(request, _("The campaign is kept."))
            return redirect("campaigns")
    page = {"form": form, "campaign": None}
    return render(request, "reports/campaign.html", page, status=422 if form.errors else 200)


@for_those_who_may(CHANGES)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Campaign, pk=pk)
    form = CampaignForm(request.POST or None, instance=one)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_campaign(actor_of(request), one, **form.values())
            messages.success(request, _("Saved."))
            return redirect("campaigns")
    page = {"form": form, "campaign": one, "history": history_of(one, form.labels())}
    return render(request, "reports/campaign.html", page, status=422 if form.errors else 200)


@for_those_who_may(CHOOSES)
@require_http_methods(["GET", "HEAD", "POST"])
def credit(request: HttpRequest, pk: int) -> HttpResponse:
    """To which campaign what comes of this lead is credited."""
    rows = visible(request.user, Record.objects.filter(kind="lead"))
    record = get_object_or_404(rows.select_related("lead"), pk=pk)
    kept = Credit.objects.filter(record=record).first()
    initial = {"campaign": kept.campaign_id if kept else None}
    form = CreditForm(request.POST or None, initial=initial, came_with=record.lead.campaign)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            choose_campaign(actor_of(request), record, campaign=form.cleaned_data["campaign"])
            messages.success(request, _("Saved."))
            return redirect("record", pk=record.pk)
    page = {"form": form, "record": record}
    return render(request, "reports/credit.html", page, status=422 if form.errors else 200)

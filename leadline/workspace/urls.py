"""Addresses of the pages on which people work."""

from django.urls import path

from leadline.mail.links import PAGE
from leadline.workspace import public
from leadline.workspace.views import (
    deal,
    held,
    lead,
    leads,
    leaving,
    new,
    party,
    playbooks,
    publishing,
    search,
    today,
    trial,
)

urlpatterns = [
    path("", today.today, name="today"),
    path(PAGE, public.yours, name="yours"),
    path("records/<int:pk>/", deal.record, name="record"),
    path("search/", search.search, name="search"),
    path("people/<int:pk>/", party.person, name="person"),
    path("companies/<int:pk>/", party.company, name="company"),
    path("deals/", leads.deals, name="deals"),
    path("deals/<int:pk>/", deal.deal, name="deal"),
    path("deals/<int:pk>/amount/", deal.amount, name="deal-amount"),
    path("deals/<int:pk>/win/", deal.winning, name="deal-win"),
    path("deals/<int:pk>/loss/", deal.loss, name="deal-loss"),
    path("leads/", leads.leads, name="leads"),
    path("leads/new/", new.new_lead, name="new-lead"),
    path("leads/new/known/", new.known, name="new-lead-known"),
    path("leads/<int:pk>/", lead.lead, name="lead"),
    path("leads/<int:pk>/answers/", lead.answers, name="lead-answers"),
    path("leads/<int:pk>/moves/", lead.moves, name="lead-moves"),
    path("leads/<int:pk>/moves/taking-back/", lead.taking_back, name="lead-taking-back"),
    path("leads/<int:pk>/owner/", lead.owner, name="lead-owner"),
    path("leads/<int:pk>/release/", lead.going_on, name="lead-release"),
    path("leads/<int:pk>/trial/", trial.opening, name="lead-trial"),
    path("leads/<int:pk>/trial/extension/", trial.extension, name="lead-trial-extension"),
    path("leads/<int:pk>/trial/end/", trial.ending, name="lead-trial-end"),
    path("errands/<int:pk>/completion/", trial.completion, name="errand-completion"),
    path("errands/<int:pk>/refusal/", trial.refusal, name="errand-refusal"),
    path("settings/people/<int:pk>/handover/", leaving.handover, name="colleague-handover"),
    path("settings/playbooks/", publishing.playbooks, name="publishing"),
    path(
        "settings/playbooks/proposal/<str:sealed>/",
        publishing.proposal,
        name="publishing-proposal",
    ),
    path("settings/playbooks/<str:name>/", publishing.playbook, name="publishing-playbook"),
    path("settings/playbooks/<str:name>/shipped/", publishing.shipped, name="publishing-shipped"),
    path(
        "settings/playbooks/<str:name>/versions/<int:number>/again/",
        publishing.again,
        name="publishing-again",
    ),
    path(
        "settings/playbooks/<str:name>/versions/<int:number>.zip",
        publishing.download,
        name="publishing-download",
    ),
    path("playbooks/", playbooks.playbooks, name="playbooks"),
    path("playbooks/<str:name>/", playbooks.playbook, name="playbook"),
    path("automation/", held.automation, name="automation"),
    path("automation/letting-go/", held.letting_go, name="automation-letting-go"),
    path("automation/holding/", held.holding, name="automation-holding"),
]

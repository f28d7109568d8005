"""Addresses of the pages on which people work."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from leadline.mail.links import PAGE
from leadline.workspace import public
from leadline.workspace.kinds import KINDS, Kind
from leadline.workspace.views import (
    board,
    bulk,
    deal,
    held,
    inbox,
    lead,
    leads,
    leaving,
    new,
    party,
    playbooks,
    publishing,
    report,
    saved,
    search,
    steps,
    today,
    trial,
    working,
)


def lists(kind: Kind) -> list[URLPattern]:
    """The pages that the lists of one kind of record have."""
    pages: dict[str, Callable[..., HttpResponseBase]] = {
        "": leads.records,
        "columns": leads.columns,
        "keeping": saved.keeping,
        "bulk": bulk.bulk,
        "report": report.report,
        "board": board.board,
        "moving": board.moving,
        "calls": working.calls,
        "export": bulk.export,
        "done/<str:key>": bulk.done,
        "undo/<str:key>": bulk.undoing,
    }
    return [
        path(
            f"{kind.address}/{page}/" if page else f"{kind.address}/",
            view,
            {"kind": kind.name},
            name=kind.at(page.partition("/")[0]),
        )
        for page, view in pages.items()
    ]


urlpatterns = [
    *(pattern for kind in KINDS.values() for pattern in lists(kind)),
    path("", today.today, name="today"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/reading/", inbox.reading, name="inbox-reading"),
    path(PAGE, public.yours, name="yours"),
    path("records/<int:pk>/", deal.record, name="record"),
    path("search/", search.search, name="search"),
    path("people/<int:pk>/", party.person, name="person"),
    path("companies/<int:pk>/", party.company, name="company"),
    path("deals/<int:pk>/", deal.deal, name="deal"),
    path("deals/<int:pk>/amount/", deal.amount, name="deal-amount"),
    path("deals/<int:pk>/win/", deal.winning, name="deal-win"),
    path("deals/<int:pk>/loss/", deal.loss, name="deal-loss"),
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
    path("playbooks/<str:name>/source/", playbooks.source, name="playbook-source"),
    path("views/", saved.views, name="views"),
    path("views/<int:pk>/pin/", saved.pinning, name="view-pin"),
    path("views/<int:pk>/unpinning/", saved.unpinning, name="view-unpinning"),
    path("views/<int:pk>/removal/", saved.removal, name="view-removal"),
    path("views/<int:pk>/restoring/", saved.restoring, name="view-restoring"),
    path("automation/", held.automation, name="automation"),
    path("automation/letting-go/", held.letting_go, name="automation-letting-go"),
    path("automation/steps/release/", steps.releases, name="steps-release"),
    path("automation/steps/dropping/", steps.droppings, name="steps-dropping"),
    path("automation/letters/release/", steps.letter_releases, name="late-letters-release"),
    path("automation/letters/dropping/", steps.letter_droppings, name="late-letters-dropping"),
    path("steps/<int:pk>/release/", steps.release, name="step-release"),
    path("steps/<int:pk>/dropping/", steps.dropping, name="step-dropping"),
    path("automation/holding/", held.holding, name="automation-holding"),
]

"""Addresses of the pages on which people work."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from leadline.mail.links import PAGE
from leadline.workspace import public
from leadline.workspace.kinds import KINDS, Kind
from leadline.workspace.views import (
    agreed,
    beginning,
    bin,
    board,
    bulk,
    deal,
    fields,
    held,
    inviting,
    lead,
    leads,
    leaving,
    new,
    party,
    party_changes,
    playbooks,
    publishing,
    queues,
    report,
    routing,
    saved,
    score,
    search,
    sighting,
    statement,
    steps,
    tidy,
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
        if not page or page.partition("/")[0] in kind.pages
    ]


urlpatterns = [
    *(pattern for kind in KINDS.values() for pattern in lists(kind)),
    path("", today.today, name="today"),
    path(PAGE, public.yours, name="yours"),
    path("records/<int:pk>/", deal.record, name="record"),
    path("records/<int:pk>/routing/", routing.record_routing, name="record-routing"),
    path("records/<int:pk>/taking/", queues.taking, name="record-taking"),
    path("records/<int:pk>/routing/again/", queues.routing_again, name="record-routing-again"),
    path("queues/", queues.queues, name="queues"),
    path("routing/", routing.routing, name="routing"),
    path("routing/preview/", routing.preview, name="routing-preview"),
    path("routing/pools/<path:pool>/", routing.pool, name="routing-pool"),
    path(
        "records/<int:pk>/fields/<int:field>/", fields.answer_of_record, name="record-custom-field"
    ),
    path(
        "companies/<int:pk>/fields/<int:field>/",
        fields.answer_of_company,
        name="company-custom-field",
    ),
    path(
        "people/<int:pk>/fields/<int:field>/", fields.answer_of_person, name="person-custom-field"
    ),
    path("settings/fields/", fields.fields, name="custom-fields"),
    path("settings/fields/new/", fields.new_field, name="custom-field-new"),
    path("settings/fields/<int:pk>/", fields.field, name="custom-field"),
    path("settings/fields/<int:pk>/retirement/", fields.retirement, name="custom-field-retirement"),
    path("search/", search.search, name="search"),
    path("tidy/", tidy.tidy, name="tidy"),
    path("bin/", bin.lying, name="bin"),
    path("bin/<str:kind>/<int:pk>/restoring/", bin.restoring, name="bin-restoring"),
    path("records/<int:pk>/deletion/", bin.record_deletion, name="record-deletion"),
    path("people/<int:pk>/deletion/", bin.person_deletion, name="person-deletion"),
    path("companies/<int:pk>/deletion/", bin.company_deletion, name="company-deletion"),
    path("notes/<int:pk>/deletion/", bin.note_deletion, name="note-deletion"),
    path("new/", beginning.new, name="new"),
    path("new/task/", beginning.new, {"what": "task"}, name="new-task"),
    path("new/note/", beginning.new, {"what": "note"}, name="new-note"),
    path("records/<int:pk>/task/", beginning.new_task, name="record-task"),
    path("records/<int:pk>/note/", beginning.new_note, name="record-note"),
    path("people/new/", beginning.new_person, name="new-person"),
    path("people/new/known/", beginning.known_person, name="new-person-known"),
    path("companies/new/", beginning.new_company, name="new-company"),
    path("people/<int:pk>/", party.person, name="person"),
    path("people/<int:pk>/changes/", party_changes.person_changes, name="person-changes"),
    path("people/<int:pk>/ways/", party_changes.ways, name="person-ways"),
    path(
        "people/<int:pk>/emails/<int:email>/removal/",
        party_changes.email_removal,
        name="email-removal",
    ),
    path(
        "people/<int:pk>/phones/<int:phone>/removal/",
        party_changes.phone_removal,
        name="phone-removal",
    ),
    path("companies/<int:pk>/", party.company, name="company"),
    path("companies/<int:pk>/manager/", party.manager, name="company-manager"),
    path("companies/<int:pk>/changes/", party_changes.company_changes, name="company-changes"),
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
    path("settings/people/file/", inviting.people_file, name="colleague-file"),
    path("settings/people/<int:pk>/sight/", sighting.sight, name="colleague-sight"),
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
    path("playbooks/<str:name>/agreed/", agreed.agreed, name="playbook-agreed"),
    path("playbooks/<str:name>/signatures/", agreed.signatures, name="playbook-signature"),
    path("playbooks/<str:name>/seven-errors/", agreed.seven, name="playbook-errors"),
    path("playbooks/<str:name>/statement/", statement.statement, name="statement"),
    path("playbooks/<str:name>/confirmations/", statement.confirmation, name="confirmation"),
    path("playbooks/<str:name>/source/", playbooks.source, name="playbook-source"),
    path("playbooks/<str:name>/score/", score.score, name="playbook-score"),
    path("playbooks/<str:name>/score/reviewed/", score.reviewed, name="playbook-score-reviewed"),
    path("playbooks/<str:name>/score/rescoring/", score.rescoring, name="playbook-score-rescoring"),
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

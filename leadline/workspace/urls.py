"""Addresses of the pages on which people work."""

from django.urls import path

from leadline.workspace.views import lead, leads, trial

urlpatterns = [
    path("leads/", leads.leads, name="leads"),
    path("playbooks/<str:name>/", leads.leads, name="playbook"),
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
]

"""Addresses of duplicates, merges and splits, and of the screening lists."""

from django.urls import path

from leadline.parties import screening_views, views

PEOPLE, COMPANIES = {"kind": "people"}, {"kind": "companies"}

urlpatterns = [
    path("parties/duplicates/", views.duplicates, name="duplicates"),
    path("parties/duplicates/<int:pk>/settlement/", views.settlement, name="duplicate-settlement"),
    path(
        "parties/companies/<int:pk>/settlement/",
        views.company_settlement,
        name="company-duplicate-settlement",
    ),
    path("parties/people/<int:pk>/merging/", views.merging, PEOPLE, name="person-merging"),
    path("parties/companies/<int:pk>/merging/", views.merging, COMPANIES, name="company-merging"),
    path("parties/people/<int:pk>/merges/", views.merges, PEOPLE, name="person-merges"),
    path("parties/companies/<int:pk>/merges/", views.merges, COMPANIES, name="company-merges"),
    path("parties/merges/<int:pk>/split/", views.split, name="merge-split"),
    path("settings/screening/", screening_views.lists, name="screening"),
    path("settings/screening/new/", screening_views.new_entry, name="screening-new"),
    path("settings/screening/file/", screening_views.entries_file, name="screening-file"),
    path("settings/screening/<int:pk>/", screening_views.entry, name="screening-entry"),
    path(
        "settings/screening/<int:pk>/extension/",
        screening_views.extension,
        name="screening-extension",
    ),
    path("settings/screening/<int:pk>/removal/", screening_views.removal, name="screening-removal"),
]

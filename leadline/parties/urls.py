"""Addresses of duplicates, merges and splits."""

from django.urls import path

from leadline.parties import views

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
]

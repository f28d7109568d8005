"""Addresses that every page of the frame can use."""

from django.urls import path

from leadline.ui import guide_views, views

urlpatterns = [
    path("guide/", guide_views.guide, name="guide"),
    path("guide/<str:name>/", guide_views.guide_chapter, name="guide-chapter"),
    path("ui/", views.patterns, name="ui-patterns"),
    path("settings/", views.settings_index, name="settings"),
    path("appearance/", views.appearance, name="appearance"),
]

"""Addresses that every page of the frame can use."""

from django.urls import path

from leadline.ui import views

urlpatterns = [
    path("ui/", views.patterns, name="ui-patterns"),
    path("settings/", views.settings_index, name="settings"),
    path("appearance/", views.appearance, name="appearance"),
]

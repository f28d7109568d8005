"""Addresses of the screening lists."""

from django.urls import path

from leadline.parties import views

urlpatterns = [
    path("settings/screening/", views.lists, name="screening"),
    path("settings/screening/new/", views.new_entry, name="screening-new"),
    path("settings/screening/file/", views.entries_file, name="screening-file"),
    path("settings/screening/<int:pk>/", views.entry, name="screening-entry"),
    path("settings/screening/<int:pk>/extension/", views.extension, name="screening-extension"),
    path("settings/screening/<int:pk>/removal/", views.removal, name="screening-removal"),
]

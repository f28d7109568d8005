"""Addresses of letters."""

from django.urls import path

from leadline.mail import public, views

urlpatterns = [
    path("letters/", views.outbox, name="letters"),
    path("records/<int:record_id>/letters/new/", views.new_letter, name="new-letter"),
    path("letters/<int:pk>/taking-back/", views.taking_back, name="letter-taking-back"),
    path("letters/<int:pk>/dropping/", views.dropping, name="letter-dropping"),
    path("letters/<int:pk>/release/", views.releasing, name="letter-release"),
    path("letters/<int:pk>/settlement/", views.settlement, name="letter-settlement"),
    path("stop/<str:token>/", public.stop_letters, name="stop-letters"),
]

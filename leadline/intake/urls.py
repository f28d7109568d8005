"""Addresses of what comes in."""

from django.urls import path

from leadline.intake import machines, public, views

urlpatterns = [
    path("f/<slug:slug>/", public.registration, name="registration"),
    path("f/<slug:slug>/thanks/<str:receipt>/", public.registered, name="registered"),
    path("in/<slug:slug>/", machines.machine_door, name="machine-door"),
    path("incoming/", views.arrivals, name="arrivals"),
    path("incoming/list/", views.arrival_list, name="arrival-list"),
    path("incoming/<int:pk>/release/", views.release, name="arrival-release"),
    path("incoming/<int:pk>/rejection/", views.rejection, name="arrival-rejection"),
]

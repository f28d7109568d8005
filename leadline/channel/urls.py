"""Addresses of partners, and of the page on which they answer."""

from django.urls import path

from leadline.channel import public, views

urlpatterns = [
    path("partners/", views.partners, name="partners"),
    path("companies/<int:pk>/partner/", views.partner, name="company-partner"),
    path("partner/<str:token>/", public.partner_lead, name="partner-lead"),
]

"""Addresses for signing in and for one's own account."""

from django.urls import include, path

from leadline.access import public, views

urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("invitation/<uid>/<token>/", public.invitation, name="invitation"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/", include("allauth.account.urls")),
]

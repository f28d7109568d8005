"""Addresses of files."""

from django.urls import path

from leadline.files import public, views

urlpatterns = [
    path("files/<int:pk>/", views.file, name="file"),
    path("files/signed/<str:token>/", public.signed_file, name="signed-file"),
]

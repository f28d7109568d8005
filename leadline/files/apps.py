"""The app that keeps files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "leadline.files"

"""Pages made of several rooms, as a Django app."""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "leadline.workspace"

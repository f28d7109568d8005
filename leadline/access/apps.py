"""Loads the policy with the app, so that every action's door asks for permission."""

from importlib import import_module

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "leadline.access"

    def ready(self) -> None:
        import_module("leadline.access.policy")
        import_module("leadline.access.actions")

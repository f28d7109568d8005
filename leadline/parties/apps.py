"""Loads the app's actions, so that the catalogue has them."""

from importlib import import_module

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "leadline.parties"

    def ready(self) -> None:
        for module in (
            "adding",
            "appointing",
            "changing",
            "contacting",
            "deleting",
            "entering",
            "merging",
            "watching",
        ):
            import_module(f"leadline.parties.actions.{module}")
        import_module("leadline.parties.living")

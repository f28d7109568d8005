"""The app that names all others: settings, addresses and the commands that set up and serve."""

from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "leadline.config"

    def ready(self) -> None:
        import_module("leadline.config.places").declare_places()

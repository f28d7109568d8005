"""The app of what customers may use: trials now, subscriptions and warranties later."""

from importlib import import_module

from django.apps import AppConfig


class ServiceConfig(AppConfig):
    name = "leadline.service"

    def ready(self) -> None:
        import_module("leadline.service.running")  # stands in every door from now on
        import_module("leadline.service.actions.owning")

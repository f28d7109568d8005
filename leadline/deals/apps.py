"""The app of possible sales."""

from importlib import import_module

from django.apps import AppConfig


class DealsConfig(AppConfig):
    name = "leadline.deals"

    def ready(self) -> None:
        import_module("leadline.deals.found")
        import_module("leadline.deals.contact_news")  # contacts hear of deals from now on

"""The app of leads and where they come from."""

from importlib import import_module

from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "leadline.leads"

    def ready(self) -> None:
        import_module("leadline.leads.found")
        import_module("leadline.leads.actions.contact_news")  # contacts hear of leads from now on

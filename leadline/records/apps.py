"""The app of the thing that travels through a process."""

from importlib import import_module

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "leadline.records"

    def ready(self) -> None:
        import_module("leadline.records.lineage")
        import_module("leadline.records.routing.relating")

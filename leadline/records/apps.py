"""The app of the thing that travels through a process."""

from importlib import import_module

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "leadline.records"

    def ready(self) -> None:
        for module in ("lineage", "actions.deleting", "needed", "routing.relating"):
            import_module(f"leadline.records.{module}")

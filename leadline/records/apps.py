"""The app of the thing that travels through a process; loads what keeps its index true."""

from importlib import import_module

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "leadline.records"

    def ready(self) -> None:
        for module in ("indexing", "lineage", "actions.deleting", "needed", "routing.relating"):
            import_module(f"leadline.records.{module}")

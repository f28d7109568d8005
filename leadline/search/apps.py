"""The app of the index by which everything is found; loads what keeps it true."""

from importlib import import_module

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "leadline.search"

    def ready(self) -> None:
        for module in ("actions", "lineage"):
            import_module(f"leadline.search.{module}")

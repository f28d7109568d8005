"""Pages made of several rooms, as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "leadline.workspace"

    def ready(self) -> None:
        for module in ("emptying", "exporting", "fields", "leaving", "views"):
            import_module(f"leadline.workspace.actions.{module}")
        import_module("leadline.workspace.jobs")

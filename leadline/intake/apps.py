"""The app of what comes in, before and until it is a lead."""

from importlib import import_module

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "leadline.intake"

    def ready(self) -> None:
        for module in ("arriving", "doors", "forecasting", "importing", "undoing"):
            import_module(f"leadline.intake.actions.{module}")

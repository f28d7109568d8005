"""The app of reports; loads what keeps the roll-ups true and gives the worker its part of it."""

from importlib import import_module

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "leadline.reports"

    def ready(self) -> None:
        import_module("leadline.reports.actions")
        import_module("leadline.reports.jobs")

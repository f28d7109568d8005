"""Reads every app's declarations when the process starts."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "leadline.core"

    def ready(self) -> None:
        autodiscover_modules("events", "fields", "actions")

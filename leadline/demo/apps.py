"""The demo as a Django app; its clock and its job are there only where the demo is switched on."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    name = "leadline.demo"

    def ready(self) -> None:
        if settings.DEMO:
            import_module("leadline.demo.switch").switch_on()

"""The app that wakes records, asks the engine and calls actions."""

from django.apps import AppConfig


class AutomationConfig(AppConfig):
    name = "leadline.automation"

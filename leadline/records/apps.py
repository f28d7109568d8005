"""The app of the thing that travels through a process."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "leadline.records"

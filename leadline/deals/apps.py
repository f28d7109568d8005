"""The app of possible sales."""

from django.apps import AppConfig


class DealsConfig(AppConfig):
    name = "leadline.deals"

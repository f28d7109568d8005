"""The app that names all others: settings, addresses and the commands that set up and serve."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "leadline.config"

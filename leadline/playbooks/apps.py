"""The app that reads, checks, publishes and follows playbooks."""

from django.apps import AppConfig


class PlaybooksConfig(AppConfig):
    name = "leadline.playbooks"

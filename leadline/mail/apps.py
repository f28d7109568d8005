"""The app of letters: what is said to people outside, by whom, and whether it left."""

from importlib import import_module

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "leadline.mail"

    def ready(self) -> None:
        for module in (
            "actions.links",
            "actions.writing",
            "actions.outbox",
            "actions.replies",
            "lineage",
        ):
            import_module(f"leadline.mail.{module}")

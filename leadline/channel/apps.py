"""The app of those who sell for us: partners, and the leads that they work on."""

from importlib import import_module

from django.apps import AppConfig


class ChannelConfig(AppConfig):
    name = "leadline.channel"

    def ready(self) -> None:
        for module in ("actions.partners", "actions.answering", "lineage", "needed", "returning"):
            import_module(f"leadline.channel.{module}")
        import_module("leadline.channel.actions.handing").follow_routes()

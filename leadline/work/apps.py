"""The app of what is to be done, by whom and by when, and of what was done."""

from importlib import import_module

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "leadline.work"

    def ready(self) -> None:
        for module in (
            "calls",
            "files",
            "finishing",
            "following",
            "handing_over",
            "making",
            "news",
            "notes",
            "pools",
            "queues",
            "telling",
        ):
            import_module(f"leadline.work.actions.{module}")
        import_module("leadline.work.lineage")
        import_module("leadline.work.attached")
        import_module("leadline.work.actions.handed").tell_of_every_hand_over()

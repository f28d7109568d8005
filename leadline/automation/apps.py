"""The app that wakes records, asks the engine and calls actions."""

from importlib import import_module

from django.apps import AppConfig


class AutomationConfig(AppConfig):
    name = "leadline.automation"

    def ready(self) -> None:
        import_module("leadline.automation.guards")  # stands in every door from now on
        import_module("leadline.automation.forecasting")  # tells imports what would follow
        import_module("leadline.automation.signing")  # hears of every signature
        import_module("leadline.automation.actions")  # heeds what is learned of parties
        import_module("leadline.automation.lineage")

"""The app that names all others: settings, addresses and the commands that set up and serve."""

import gc
from importlib import import_module

from django.apps import AppConfig

# A batch makes tens of thousands of rows and drops them whole; by Python's own 700, 10, 10 a sixth
# of its time went into looking for rings among rows that are still in use.
RARELY = (20_000, 20, 50)


class ConfigConfig(AppConfig):
    name = "leadline.config"

    def ready(self) -> None:
        gc.set_threshold(*RARELY)
        import_module("leadline.config.places").declare_places()

"""The browser of this machine, and the screens that pages are looked at on."""

import shutil

from playwright.sync_api import ViewportSize

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "No Chromium is installed; on Debian: sudo apt-get install chromium"
DESK: ViewportSize = {"width": 1360, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 640}


def program() -> str | None:
    """Where it is installed."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)

"""Pages have the colors and text size that their reader chose, in the profile or by cookie."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

THEMES = ("auto", "light", "dark")
SIZES = ("compact", "normal", "large")


@dataclass(frozen=True)
class Appearance:
    """theme: one of THEMES. size: one of SIZES."""

    theme: str = "auto"
    size: str = "normal"


def appearance_of(request: HttpRequest) -> Appearance:
    """What a signed-in person chose (set on the request by their middleware), else the cookies."""
    chosen: Appearance | None = getattr(request, "appearance", None)
    if chosen is not None:
        return chosen
    theme = request.COOKIES.get("theme", "auto")
    size = request.COOKIES.get("size", "normal")
    return Appearance(theme if theme in THEMES else "auto", size if size in SIZES else "normal")


def appearance(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `appearance` for the page's root element."""
    return {"appearance": appearance_of(request)}

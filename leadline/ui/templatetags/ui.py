"""Small drawings for templates: icons, and the numbers behind rings and lead lines."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from leadline.core import written

register = template.Library()
ICONS = Path(__file__).resolve().parent.parent / "static" / "ui" / "icons"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """The Lucide icon as inline SVG: decoration, unless a label says what it means.

    Raises TemplateSyntaxError when there is no such icon.
    """
    if label:
        return format_html(
            '<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>',
            label,
            _drawing(name),
        )
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', _drawing(name)
    )


@register.filter
def ring_dash(left: float | str) -> str:
    """The dash of a ring with radius 12 that has this percentage (0 to 100) left."""
    share = min(max(float(left), 0.0), 100.0)
    return f"{share * 0.754:.1f} 76"


@register.filter
def percent(part: int) -> str:
    """A whole part of 100 as the reader's language writes it."""
    return written.percent(part / 100, 0)


@register.filter
def labels(label: object, said: object) -> str:
    """A label and what it says, with the colon between them: {{ label|labels:value }}."""
    return written.labelled(label, said)


@register.filter
def listed(parts: Iterable[object]) -> str:
    """Several of one kind, with the commas of the reader's language."""
    return written.listed(parts)


@register.simple_tag
def colon() -> str:
    """Between a link and what is said of it."""
    return written.labelled("", "")


@cache
def _drawing(name: str) -> SafeString:
    path = ICONS / f"{name}.svg"
    if not path.is_file():
        raise template.TemplateSyntaxError(f"there is no icon {name!r} in ui/icons")
    inside = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(), re.DOTALL)
    assert inside is not None
    return mark_safe(re.sub(r"\s*\n\s*", "", inside.group(1)))  # noqa: S308  vendored files

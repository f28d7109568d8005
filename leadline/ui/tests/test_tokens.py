"""Text has 4.5:1 and borders, icons and rings 3:1 against their ground, by day and by night."""

import math
import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parent.parent / "static" / "ui" / "tokens.css").read_text()
RAW = dict(re.findall(r"(--raw-[\w-]+): oklch\(([^)/]+)\)", CSS))
MEANING = re.findall(r"(--[\w-]+): light-dark\(var\((--[\w-]+)\), var\((--[\w-]+)\)\)", CSS)

TEXT = [
    *(
        (ink, ground)
        for ink in ("ink", "soft", "sea", "deep")
        for ground in ("paper", "card", "hover", "tint")
    ),
    *(
        (state, ground)
        for state in ("late", "warn", "good")
        for ground in ("paper", "card", f"{state}-tint")
    ),
    ("ink", "late-tint"),
    ("ink", "warn-tint"),
    ("on-sea", "sea"),
    ("on-sea", "deep"),
    ("soft", "hover"),
]
SHAPES = [("edge", ground) for ground in ("paper", "card", "hover")] + [
    (shape, ground)
    for shape in ("sea", "late", "warn", "good", "soft")
    for ground in ("paper", "card", "tint")
]


def luminance(raw: str) -> float:
    """Relative luminance (WCAG 2.2) of an oklch color; the matrices are Ottosson's (2020)."""
    lightness, chroma, hue = raw.split()
    level, strength, angle = (
        float(lightness.rstrip("%")) / 100,
        float(chroma),
        math.radians(float(hue)),
    )
    a, b = strength * math.cos(angle), strength * math.sin(angle)
    long = (level + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (level - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (level - 0.0894841775 * a - 1.291485548 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short
    red, green, blue = (min(max(part, 0.0), 1.0) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_twenty_one():
    assert contrast("0% 0 0", "100% 0 0") == pytest.approx(21, abs=0.01)


@pytest.mark.parametrize("theme", [0, 1], ids=["day", "night"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (SHAPES, 3.0)], ids=["text", "shapes"])
def test_everything_can_be_seen(pairs, least, theme):
    colors = {
        name.removeprefix("--"): RAW[raw[theme]] for name, *raw in MEANING if raw[theme] in RAW
    }
    faint = {
        pair: round(ratio, 2)
        for pair in pairs
        if (ratio := contrast(colors[pair[0]], colors[pair[1]])) < least
    }
    assert not faint

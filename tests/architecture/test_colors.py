"""Colors stand in tokens.css and nowhere else: light, dark and contrast are settled there."""

import re

from tests.architecture.markup import A_VALUE, PAINTED, read
from tests.architecture.source import HOUSE, faults, files, hold, listed

PALETTE = "tokens.css"
AN_IMAGE = "logo.svg"  # browsers show it by itself (favicon), where no token reaches
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARED = re.compile(r":\s*([^;{}]+)(?=[;}])")
NOT_A_COLOR = re.compile(r"\"[^\"]*\"|'[^']*'|url\([^)]*\)|--[\w-]+")
NAMES = sorted(listed("css-color-names"), key=len, reverse=True)
A_COLOR = re.compile(
    r"#[0-9a-f]{3,8}\b"
    r"|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix)(?=\()"
    rf"|(?<![\w-])(?:{'|'.join(NAMES)})(?![\w-])",
    re.IGNORECASE,
)
NO_PAINT = re.compile(
    rf"none|currentcolor|transparent|inherit|context-fill|context-stroke|url\(.*\)|{A_VALUE}"
)


def colors_in_css(source: str) -> list[str]:
    css = COMMENT.sub(lambda found: "\n" * found.group().count("\n"), source)
    return [
        f"line {css.count(chr(10), 0, declared.start(1)) + 1}: {color}"
        for declared in DECLARED.finditer(css)
        for color in A_COLOR.findall(NOT_A_COLOR.sub("", declared.group(1)))
    ]


def colors_in_markup(source: str) -> list[str]:
    return [
        f'line {element.line}: {name}="{value}"'
        for element in read(source).elements
        for name, value in element.attributes.items()
        if name in PAINTED and value and not NO_PAINT.fullmatch(value.strip().lower())
    ]


def colors_in_python(source: str) -> list[str]:
    """Drawings made in code: fill="…" and stroke="…" inside strings."""
    painted = re.findall(
        r"\b((?:fill|stroke)=\\?[\"'](?!none|currentColor|{|%|url)[^\"'\\]+)", source
    )
    return [f"{found}…" for found in painted]


def test_colors_stand_in_the_tokens_only() -> None:
    hold(faults([path for path in files(HOUSE, ".css") if path.name != PALETTE], colors_in_css))


def test_drawings_take_the_color_of_their_text() -> None:
    drawings = [path for path in files(HOUSE, ".html", ".svg") if path.name != AN_IMAGE]
    hold(faults(drawings, colors_in_markup))
    hold(faults(files(HOUSE, ".py"), colors_in_python))


def test_a_color_in_a_stylesheet_is_found() -> None:
    assert colors_in_css("p {\n color: #fff; }") == ["line 2: #fff"]
    assert colors_in_css("p { border: 1px solid Red }") == ["line 1: Red"]
    assert colors_in_css("p { color: oklch(50% 0 0); }") == ["line 1: oklch"]
    assert colors_in_css("p { --shade: color-mix(in oklch, var(--a), var(--b)); }") == [
        "line 1: color-mix"
    ]


def test_what_only_looks_like_a_color_passes() -> None:
    assert colors_in_css("#add a:hover { color: var(--red); fill: currentColor }") == []
    assert (
        colors_in_css(
            "/* red */ p { background: url(red.svg); white-space: nowrap; content: 'tan' }"
        )
        == []
    )


def test_a_color_in_a_drawing_is_found() -> None:
    assert colors_in_markup('<path fill="#123">') == ['line 1: fill="#123"']
    assert (
        colors_in_markup('<svg fill="none" stroke="currentColor"><path fill="{{ tone }}"/></svg>')
        == []
    )
    assert colors_in_python("""x = '<path fill="red">'""") == ['fill="red…']
    assert colors_in_python("""x = '<path fill="none" stroke="{tone}">'""") == []

"""The guide: one chapter per role in the reader's language, read from Markdown and made safe.

A chapter is a file of docs/guide/LANGUAGE. Its parts begin with `## Heading`; a comment on the next
line, `<!-- day: today inbox -->`, gives the part its anchor and names the pages that it is about: a
page's name in the URL configuration, which also stands for the names that begin with it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nh3
from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt
from markdown_it.token import Token

CHAPTERS = ("seller", "lead-developer", "manager", "administrator")
LANGUAGES = ("en", "zh-hans")
TAGS = {"p", "br", "a", "ul", "ol", "li", "strong", "em", "code", "kbd", "h3", "blockquote", "img",
        "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
_PART = re.compile(
    r"^## (?P<title>.+)\n(?:<!-- (?P<anchor>[\w-]+): ?(?P<pages>[\w -]*?) ?-->\n)?", re.M
)
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Part:
    """anchor: its place on the chapter's page. pages: those it is about. html: its text, safe."""

    anchor: str
    title: str
    pages: tuple[str, ...]
    html: SafeString


@dataclass(frozen=True)
class Chapter:
    """name: one of CHAPTERS. opening: what stands before its first part, safe."""

    name: str
    title: str
    opening: SafeString
    parts: Sequence[Part]


def language() -> str:
    """The guide's language for whoever reads now."""
    return "zh-hans" if (get_language() or "").startswith("zh") else "en"


@cache
def chapter(name: str, language: str) -> Chapter:
    """One of CHAPTERS in one of LANGUAGES. Raises FileNotFoundError where it was not installed."""
    path = Path(settings.GUIDE) / language / f"{name}.md"
    head, *rest = _PART.split(path.read_text(encoding="utf-8"))
    title, _line, opening = head.partition("\n")
    return Chapter(
        name,
        title.removeprefix("# ").strip(),
        _html(opening, language),
        tuple(_parts(rest, language)),
    )


def part_about(page: str, language: str) -> tuple[Chapter, Part] | None:
    """The part that is about the page of this name, or about the ones it belongs to."""
    found = [
        (len(about), one, part)
        for one in (chapter(name, language) for name in CHAPTERS)
        for part in one.parts
        for about in part.pages
        if page == about or page.startswith(f"{about}-")
    ]
    best = max(found, key=lambda each: each[0], default=None)
    return best and (best[1], best[2])


def _parts(pieces: Sequence[str], language: str) -> Iterator[Part]:
    """pieces: title, anchor, pages and text of each part, one after the other."""
    for at in range(0, len(pieces), 4):
        title, anchor, pages, text = pieces[at : at + 4]
        yield Part(
            anchor or f"part-{at // 4}", title, tuple((pages or "").split()), _html(text, language)
        )


def _html(text: str, language: str) -> SafeString:
    tokens = _MARKDOWN.parse(text)
    for token in _walk(tokens):
        _lead(token, language)
    page = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    clean = nh3.clean(page, tags=TAGS, attributes={"a": {"href"}, "img": {"src", "alt"}})
    return mark_safe(clean)  # noqa: S308 - cleaned on the line above


def _walk(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.children or ())


def _lead(token: Token, language: str) -> None:
    """Links and pictures as files beside each other become addresses of the product."""
    href, src = str(token.attrGet("href") or ""), str(token.attrGet("src") or "")
    if href.endswith(".md"):
        token.attrSet("href", f"../{href.removesuffix('.md')}/")
    if src and "/" not in src:
        token.attrSet("src", static(f"guide/{language}/{src}"))

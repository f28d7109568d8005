"""Reads a template as a browser would: its visible texts, and what each element is told to do."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

# What Django takes away before a browser sees the page: comments, translated blocks, tags.
TAKEN_AWAY = re.compile(
    r"{#.*?#}"
    r"|{%\s*comment\b.*?{%\s*endcomment\s*%}"
    r"|{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{%\s*block\s+\w*attributes\s*%}.*?{%\s*endblock.*?%}"  # filled in inside a tag
    r"|{%.*?%}",
    re.DOTALL,
)
PRINTED = re.compile(r"{{.*?}}", re.DOTALL)
A_VALUE = "\ue000"  # stands where Django prints a value

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
NOT_READ_ALOUD = {"script", "style", "kbd", "code"}
SPOKEN = {"title", "alt", "placeholder", "aria-label", "aria-description", "label", "heading"}
PAINTED = {"fill", "stroke", "color", "bgcolor", "stop-color", "flood-color", "lighting-color"}


@dataclass(frozen=True)
class Element:
    line: int
    tag: str
    attributes: dict[str, str]


@dataclass
class Markup:
    """texts: what is read, with its line, but for what is inside translate="no", kbd or code."""

    elements: list[Element] = field(default_factory=list)
    texts: list[tuple[int, str]] = field(default_factory=list)


def read(source: str) -> Markup:
    reader = _Reader()
    reader.feed(PRINTED.sub(_blank(A_VALUE), TAKEN_AWAY.sub(_blank(""), source)))
    reader.close()
    return reader.markup


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.markup = Markup()
        self._silent: list[str] = []  # open elements from the first whose text is left out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.markup.elements.append(Element(self.getpos()[0], tag, attributes))
        silent = tag in NOT_READ_ALOUD or attributes.get("translate") == "no"
        if tag not in VOID and (self._silent or silent):
            self._silent.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            while self._silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.markup.texts.append((self.getpos()[0], data.strip()))


def _blank(by: str) -> Callable[[re.Match[str]], str]:
    return lambda found: by + "\n" * found.group().count("\n")

"""A template and values become a subject, a text and a page, or a sentence on what is missing.

Templates are Liquid in its strictest setting: no files, no includes, nothing to call, and limits on
loops and on the length of what comes out. Values are plain text; none of them can become markup.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import nh3
from django.utils.translation import gettext as _
from liquid import BoundTemplate, DictLoader, Environment, FalsyStrictUndefined, Mode
from liquid.exceptions import LiquidError, UndefinedError
from markdown_it import MarkdownIt

from leadline.core.errors import Invalid

LONGEST = 60_000  # bytes of what one template may become


@dataclass(frozen=True)
class Content:
    """What a letter says: a subject in one line, plain text, and the same as safe HTML."""

    subject: str
    text: str
    html: str


def rendered(subject: str, body: str, values: Mapping[str, str]) -> Content:
    """The template with its fields filled in; a field without a value counts as unknown.

    An unknown field may be asked for with `if` and `default`. Raises Invalid, with a sentence, for
    one that would be printed, and for a template that cannot be followed.
    """
    escaped = {name: _as_markdown(name, value) for name, value in values.items()}
    return Content(
        one_line(_filled(subject, values)),
        text_of(_filled(body, values)),
        html_of(_filled(body, escaped)),
    )


def text_of(markdown: str) -> str:
    """The same for readers of plain text: links show their address."""
    return _LINK.sub(r"\1: \2", markdown).strip()


def html_of(markdown: str) -> str:
    """Paragraphs, lists, links and emphasis as HTML in which nothing else is left."""
    page: str = _MARKDOWN.render(_BARE_ADDRESS.sub(r"<\g<0>>", markdown))
    return nh3.clean(
        page,
        tags={"p", "br", "a", "ul", "ol", "li", "strong", "em"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
    )


def fields_in(*templates: str) -> frozenset[str]:
    """The names of the fields that the templates may print or ask about."""
    found: set[str] = set()
    for template in templates:
        found |= {name.split(".")[0].split("[")[0] for name in _asked(template)}
    return frozenset(found)


def outline(template: str) -> str:
    """A subject before its letter leaves: "…" stands where a field will be filled in."""
    return " ".join(_TAG.sub("", _FIELD.sub("…", template)).split())


def one_line(text: str) -> str:
    """Text without line ends and other control characters, fit for a header."""
    return " ".join(_CONTROL.sub(" ", text).split())


_FIELD, _TAG = re.compile(r"\{\{.*?\}\}"), re.compile(r"\{%.*?%\}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_LINK = re.compile(r"\[([^\]\n]+)\]\(([^)\s]+)\)")
_BARE_ADDRESS = re.compile(r"(?<![(<\[\w])https?://[^\s<>()\[\]\\]*[^\s<>()\[\]\\.,;:!?]")
_OURS = frozenset({"link", "visitor"})  # values that we make ourselves
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:/@])")
_MARKDOWN = MarkdownIt("zero").enable(["list", "link", "autolink", "emphasis", "newline", "escape"])
_MARKDOWN.options["breaks"] = True


class _Unknown(FalsyStrictUndefined):
    """An unknown field: false when asked about, an error that bears its name when printed."""

    def __init__(self, name: str, **details: Any) -> None:
        super().__init__(name, **details)
        self.msg = name


class _Environment(Environment):
    context_depth_limit = 10
    loop_iteration_limit = 1_000
    local_namespace_limit = 20_000
    output_stream_limit = LONGEST


_LIQUID = _Environment(tolerance=Mode.STRICT, undefined=_Unknown, loader=DictLoader({}))
for _tag in ("include", "render"):
    del _LIQUID.tags[_tag]


@lru_cache(maxsize=512)
def _parsed(template: str) -> BoundTemplate:
    return _LIQUID.from_string(template)


def _asked(template: str) -> Iterable[str]:
    try:
        return tuple(_parsed(template).analyze().globals)
    except LiquidError as error:
        raise _unreadable(error) from error


def _filled(template: str, values: Mapping[str, str]) -> str:
    try:
        return _parsed(template).render(**{n: v for n, v in values.items() if v})
    except UndefinedError as unknown:
        name = str(unknown.args[0])
        sentence = _("“%(field)s” is not known.") % {"field": name.replace("_", " ")}
        raise Invalid(sentence, {name: sentence}) from unknown
    except LiquidError as error:
        raise _unreadable(error) from error


def _unreadable(error: LiquidError) -> Invalid:
    return Invalid(_("The template cannot be followed: %(reason)s") % {"reason": error.args[0]})


def _as_markdown(name: str, value: str) -> str:
    """The value so that Markdown reads it as the plain text that it is."""
    return value if name in _OURS else _MARKUP.sub(r"\\\1", value)

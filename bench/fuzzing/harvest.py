"""The forms that pages show, so that random answers go into fields that exist."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
FIELD = re.compile(r"<(input|select|textarea|button)\b([^>]*)>")
OPTION = re.compile(r"<option\b([^>]*)>")


@dataclass(frozen=True)
class Form:
    """A form of a page. values: per field what the page offers, one or several."""

    action: str
    method: str
    is_upload: bool
    values: dict[str, tuple[str, ...]]


def forms_of(page: str, here: str) -> Iterator[Form]:
    """The forms of a page that stands at the path `here`."""
    for about, inside in FORM.findall(page):
        values: dict[str, list[str]] = {}
        for kind, attributes in FIELD.findall(inside):
            name = _attribute(attributes, "name")
            if name and name != "csrfmiddlewaretoken":
                offered = [_attribute(attributes, "value")]
                if kind == "select":
                    offered = [_attribute(one, "value") for one in OPTION.findall(inside)]
                values.setdefault(name, []).extend(offered)
        yield Form(
            _attribute(about, "action") or here,
            (_attribute(about, "method") or "get").upper(),
            "multipart" in _attribute(about, "enctype"),
            {name: tuple(offered) for name, offered in values.items()},
        )


def links_of(page: str) -> Iterable[str]:
    """Our own addresses that a page leads to."""
    return [unescape(one) for one in re.findall(r'href="(/[^"#]*)', page)]


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', attributes)
    return unescape(found[1]) if found else ""

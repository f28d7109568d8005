"""Hands the frame what it shows around every page: the navigation that this person has."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject

from leadline.access.policy import rights_of
from leadline.config.navigation import ENTRIES, Entry


@dataclass(frozen=True)
class Link:
    """One entry of the navigation as it stands on a page."""

    label: Promise | str
    url: str
    icon: str
    is_here: bool
    thumb: bool
    key: str


@dataclass(frozen=True)
class Block:
    """Links under one heading; the first block has none."""

    heading: Promise | str
    links: tuple[Link, ...]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `navigation`, a tuple of blocks, worked out only where a page shows it."""
    return {"navigation": SimpleLazyObject(lambda: navigation(request))}


def navigation(request: HttpRequest) -> tuple[Block, ...]:
    """The entries whose page exists and which the signed-in person may open, by heading."""
    if not request.user.is_authenticated:
        return ()
    rights = rights_of(request.user.pk)
    blocks: dict[Promise | str, list[Link]] = {}
    for entry in ENTRIES:
        url = _address(entry)
        if url and (entry.permission is None or rights.answer(entry.permission)):
            here = request.path == url if url == "/" else request.path.startswith(url)
            link = Link(entry.label, url, entry.icon, here, entry.thumb, entry.key)
            blocks.setdefault(entry.group, []).append(link)
    return tuple(Block(heading, tuple(links)) for heading, links in blocks.items())


def _address(entry: Entry) -> str:
    try:
        return reverse(entry.page)
    except NoReverseMatch:
        return ""

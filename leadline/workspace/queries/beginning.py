"""What is typed first, before anything is made: who or what it already is, and what it would be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from leadline.access.models import User
from leadline.parties.normalise.emails import read_email
from leadline.search.declared import declared_kinds
from leadline.workspace.queries.search import Group, Hit, search_page

FEWEST_DIGITS = 6  # that make a phone number of what was typed
OF_PLACES = "arrow-right"  # the icon of pages and acts, which are not looked for here


@dataclass(frozen=True)
class Beginning:
    """groups: what is known, with its pages. begun: the form that a new one would begin with.

    what: "" or the act that a record is looked for ("task", "note").
    """

    text: str
    what: str
    groups: Sequence[Group]
    begun: str


def beginning_of(user: User, text: str, what: str = "") -> Beginning:
    """For an act only records are shown, each leading to the act's own form."""
    found = search_page(user, text).groups if text else ()
    groups = [group for group in found if group.icon != OF_PLACES]
    if what:
        icons = {kind.icon for kind in declared_kinds().values()}
        groups = [_leading_to(what, group) for group in groups if group.icon in icons]
    return Beginning(text, what, groups, urlencode(begun_with(text)))


def begun_with(text: str) -> dict[str, str]:
    """As what it would be filled in: an e-mail address, a phone number or a name."""
    typed = " ".join(text.split())
    if not typed:
        return {}
    if "@" in typed and read_email(typed).hash is not None:
        return {"email": typed}
    digits = sum(one.isdigit() for one in typed)
    if digits >= FEWEST_DIGITS and not any(one.isalpha() for one in typed):
        return {"phone": typed}
    return {"name": typed}


def _leading_to(what: str, group: Group) -> Group:
    return replace(group, hits=[_hit(what, hit) for hit in group.hits], more="")


def _hit(what: str, hit: Hit) -> Hit:
    """The address of a record's page ends with its number."""
    number = int(hit.url.rstrip("/").rpartition("/")[2])
    return replace(hit, url=reverse(f"record-{what}", args=[number]))

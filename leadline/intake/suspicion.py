"""Whether a form's post looks like a machine's: it is then held for a person's look; pure."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.utils.translation import gettext_noop as _

AT_LEAST = timedelta(seconds=2)  # nobody reads and fills a form faster
MOST_LINKS = 2  # in a message; more is an advertisement
SHORT_FIELDS = ("name", "given name", "family name", "company", "job title", "phone")
PER_ADDRESS = 10  # posts of one address in ten minutes, before they are looked at

HONEYPOT = _("A field was filled that people cannot see.")
TOO_FAST = _("It was posted less than two seconds after the form was shown.")
LINKS = _("It is full of links.")
TOO_MANY = _("Many posts came from one address within ten minutes.")

_LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


def suspicions(
    values: Mapping[str, str], *, honeypot: str, took: timedelta, posts: int
) -> Iterable[str]:
    """Each reason to hold the post, as a msgid; none for an ordinary visitor.

    values: by field. took: from showing the form to the post. posts: of this address, lately.
    """
    if honeypot.strip():
        yield HONEYPOT
    if took < AT_LEAST:
        yield TOO_FAST
    if _is_stuffed(values):
        yield LINKS
    if posts > PER_ADDRESS:
        yield TOO_MANY


def _is_stuffed(values: Mapping[str, str]) -> bool:
    if any(_LINK.search(values.get(name, "")) for name in SHORT_FIELDS):
        return True
    return len(_LINK.findall(values.get("message", ""))) > MOST_LINKS

"""Two people who change one answer do not overwrite each other."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from leadline.core.errors import Stale
from leadline.core.money import Money


def refuse_stale_answers(
    known: Mapping[str, Any], given: Mapping[str, Any], seen: Mapping[str, object]
) -> None:
    """Raises Stale where an answer is no longer what somebody saw who changes it now.

    All of them as they are kept, by field; seen: only what they had before their eyes.
    """
    for name, before in seen.items():
        now = known.get(name)
        if now in (before, given[name]):
            continue
        told = _(
            "Somebody changed “%(field)s” meanwhile: it says “%(now)s” now. You wrote “%(given)s”."
        )
        raise Stale(told % {"field": name, "now": plainly(now), "given": plainly(given[name])})


def plainly(json: Any) -> str:
    """An answer as it is kept, as a few words in a sentence."""
    match json:
        case None:
            return "–"
        case {"amount": amount, "currency": currency}:
            return str(Money(amount, currency))
        case list():
            return ", ".join(map(str, json))
        case bool():
            return _("yes") if json else _("no")
        case _:
            return str(json)

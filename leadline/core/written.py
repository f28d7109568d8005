"""Shares, amounts and marks as the reader's language writes them: the one place that knows how."""

from collections.abc import Iterable

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from leadline.core.money import Money


def percent(share: float, decimals: int = 1) -> str:
    """A share of 1: "12.5 %" in English, "12.5%" in Chinese."""
    return pgettext("a share", "%(share)s %%") % {"share": f"{100 * share:,.{decimals}f}"}


def money(amount: Money) -> str:
    """ "1,250.00 EUR" as a person can also type it; in Chinese with the sign before, €1,250.00."""
    chinese = (get_language() or "").startswith("zh")
    return amount.formatted("zh-hans") if chinese else str(amount)


def labelled(label: object, said: object) -> str:
    """A label and what it says, with the colon between them."""
    return _("%(label)s: %(said)s") % {"label": label, "said": said}


def listed(parts: Iterable[object]) -> str:
    """Several of one kind, in a row."""
    return _(", ").join(str(part) for part in parts)

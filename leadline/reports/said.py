"""Numbers of reports as people read them: shares, lengths of time, statuses, months."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.core import written
from leadline.core.money import Money
from leadline.core.written import percent
from leadline.reports.times import DAY, HOUR, MINUTE
from leadline.reports.ways import OPENED


def share(part: int, whole: int) -> str:
    """ "10.5 %", "–" of nothing."""
    return percent(part / whole) if whole else "–"


def exact_share(part: int, whole: int) -> str:
    """The same for files: "10.525"."""
    return f"{100 * part / whole:.3f}" if whole else ""


def length(seconds: float) -> str:
    """In the largest unit that leaves at least two of it, rounded down as ages are."""
    if seconds >= 2 * DAY:
        days = int(seconds // DAY)
        return ngettext("%(number)s day", "%(number)s days", days) % {"number": f"{days:,}"}
    if seconds >= 2 * HOUR:
        hours = int(seconds // HOUR)
        return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours}
    minutes = int(seconds // MINUTE)
    return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}


def between(begins: int, ends: int) -> str:
    """From so many seconds to so many; 0 where there is no beginning or no end."""
    if not begins:
        return _("under %(length)s") % {"length": length(ends)}
    if not ends:
        return _("%(length)s and more") % {"length": length(begins)}
    return _("%(first)s to %(second)s") % {"first": length(begins), "second": length(ends)}


def pair(text: str) -> str:
    """ "MQL>SQL" as "MQL → SQL"."""
    first, _sign, second = text.partition(">")
    return f"{_('Opened') if first == OPENED else first} → {second}"


def month(first: date) -> str:
    return date_format(first, "YEAR_MONTH_FORMAT")


def money(amounts: dict[str, int]) -> str:
    """Sums by currency, side by side: two currencies are never added."""
    sums = (Money(amount, currency) for currency, amount in sorted(amounts.items()) if amount)
    return " + ".join(map(written.money, sums)) or "–"

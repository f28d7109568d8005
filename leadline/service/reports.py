"""What a product says of its use, read strictly; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeGuard

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from leadline.core.errors import Invalid

MOST_SIGN_INS = 10**9
AHEAD = timedelta(minutes=5)  # so far a product's clock may be before ours
NAMES = frozenset({"trial", "account", "sign_ins", "last_seen"})


class Fate(StrEnum):
    """What became of a report."""

    TAKEN = "taken"
    UNCHANGED = "unchanged"
    UNKNOWN = "unknown"
    WRONG = "wrong"


@dataclass(frozen=True)
class Report:
    """Of one trial, by its number, or of an account, by the address it signs in with.

    sign_ins: all there ever were. seen_at: the last of them, UTC, where it is known.
    """

    sign_ins: int
    trial: int | None = None
    account: str = ""
    seen_at: datetime | None = None


@dataclass(frozen=True)
class Taken:
    """fate, the trial it was about, and why it was of no use."""

    fate: Fate
    trial: int | None = None
    reason: str = ""


def read_report(told: Mapping[str, Any], now: datetime) -> Report:
    """Raises Invalid with a sentence that says what to send instead."""
    if unknown := told.keys() - NAMES:
        raise Invalid(_("“%(name)s” is not known here.") % {"name": sorted(unknown)[0][:40]})
    trial, account = told.get("trial"), told.get("account")
    if (trial is None) == (account is None):
        raise Invalid(_("Name either the trial or the account."))
    if trial is not None and not (_is_whole(trial) and 0 < trial < 2**63):
        raise Invalid(_("“trial” is the number that was told when the trial was opened."))
    if account is not None and not (isinstance(account, str) and 3 <= len(account) <= 254):
        raise Invalid(_("“account” is the e-mail address it signs in with."))
    sign_ins = told.get("sign_ins")
    if not (_is_whole(sign_ins) and 0 <= sign_ins <= MOST_SIGN_INS):
        raise Invalid(_("“sign_ins” is how often they have signed in so far, a whole number."))
    return Report(sign_ins, trial, account or "", _moment(told.get("last_seen"), now))


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _moment(text: object, now: datetime) -> datetime | None:
    if text is None:
        return None
    moment = None
    if isinstance(text, str):
        try:
            moment = parse_datetime(text)
        except ValueError:
            moment = None
    if moment is None or moment.tzinfo is None:
        raise Invalid(_("Write “last_seen” with its zone, such as 2026-03-02T10:00:00Z."))
    if moment > now + AHEAD:
        raise Invalid(_("“last_seen” lies in the future."))
    return moment

"""Secrets of ways in: a machine's token, and the sealed slip that goes with a shown form."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.utils.crypto import constant_time_compare

from leadline.intake.models import Door

OLDEST = timedelta(hours=24)  # a form that was open for longer is shown again
_SALT = "leadline.intake.form"


@dataclass(frozen=True)
class Slip:
    """What a shown form knows: its nonce, when it was shown, and where the visitor came from."""

    nonce: str
    shown_at: datetime
    page: dict[str, Any]


def new_slip(door: Door, now: datetime, page: dict[str, Any]) -> str:
    """Sealed text for a hidden field; it stands for the cookie check, which frames do not allow."""
    told = {"door": door.pk, "nonce": secrets.token_urlsafe(12), "at": now.isoformat(), **page}
    return signing.dumps(told, salt=_SALT, compress=True)


def read_slip(door: Door, sealed: str, now: datetime) -> Slip | None:
    """None when it is not of this form, or too old."""
    try:
        told = signing.loads(sealed, salt=_SALT)
    except signing.BadSignature:
        return None
    shown_at = datetime.fromisoformat(told.pop("at"))
    if told.pop("door") != door.pk or not timedelta() <= now - shown_at <= OLDEST:
        return None
    return Slip(told.pop("nonce"), shown_at, told)


def new_token() -> str:
    """For a machine, shown once."""
    return f"ll_{secrets.token_urlsafe(32)}"


def hash_of(token: str) -> str:
    """What is kept of a token; it is long and random, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_token_of(door: Door, token: str) -> bool:
    return bool(door.token_hash) and constant_time_compare(hash_of(token), door.token_hash)

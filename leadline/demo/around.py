"""What stands around every page of a demo: the clock at its foot, the walk on the first page."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.translation import get_language

from leadline.access.models import Firm, User
from leadline.core import clock
from leadline.demo import memory
from leadline.demo.walks import Walk, walk_for

THEIRS = ("/yours/", "/f/", "/stop/", "/partner/")  # pages of customers, who sign in nowhere


@dataclass(frozen=True)
class Around:
    """now: the firm's time, in its zone. walk: None where none is to be shown by itself.

    desk: on a customer's page, which has no navigation, whose desk one came from; "" elsewhere.
    language: of the reader, also where a customer's page speaks the customer's.
    """

    now: datetime
    firm: str
    is_moving: bool
    walk: Walk | None
    desk: str
    language: str


def around(request: HttpRequest) -> Around:
    """For this reader and this page."""
    firm = Firm.current()
    return Around(
        now=clock.now().astimezone(ZoneInfo(firm.zone)),
        firm=firm.name,
        is_moving=memory.recall().until is not None,
        walk=_walk(request),
        desk=_desk(request),
        language=_language(request),
    )


def _walk(request: HttpRequest) -> Walk | None:
    if request.path != "/" or not isinstance(request.user, User):
        return None
    walk = walk_for(request.user)
    return None if walk is None or walk.is_away else walk


def _desk(request: HttpRequest) -> str:
    is_theirs = request.path.startswith(THEIRS)
    return str(request.user) if is_theirs and isinstance(request.user, User) else ""


def _language(request: HttpRequest) -> str:
    told = request.user.language if isinstance(request.user, User) else ""
    return told or get_language() or ""

"""What conditions may ask of the trials of a lead."""

from collections.abc import Callable

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.declared import declare
from leadline.service.models import Entitlement, State
from leadline.service.queries import had_before, last_of


def _declare(field: Field, read: Callable[[Entitlement | None], object]) -> None:
    """A field of each lead's last trial."""
    declare(field, about="lead", load=last_of, room="service", read=read)


_declare(
    Field("trial is open", Kind.YES_NO, zh="试用进行中", opposite_zh="试用未在进行"),
    lambda trial: trial is not None and trial.state in (State.OPEN, State.ENDING),
)
_declare(Field("trial starts", Kind.MOMENT, zh="试用开始"), lambda t: t.starts_at if t else None)
_declare(Field("trial ends", Kind.MOMENT, zh="试用结束"), lambda t: t.ends_at if t else None)
_declare(
    Field("trial last seen", Kind.MOMENT, zh="试用最近登录"), lambda t: t.seen_at if t else None
)
_declare(
    Field("trial sign-ins", Kind.NUMBER, zh="试用登录次数"), lambda t: t.sign_ins if t else None
)
declare(
    Field(
        "had a trial before",
        Kind.YES_NO,
        zh="曾经试用过",
        opposite="had no trial before",
        opposite_zh="从未试用过",
    ),
    about="lead",
    load=had_before,
    room="service",
)

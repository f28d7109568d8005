"""What conditions may ask of the trials of a lead."""

from collections.abc import Callable, Sequence

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.declared import declare
from leadline.records.models import Record
from leadline.service.models import Entitlement, State
from leadline.service.queries import had_before, last_of


def _of_trial(read: Callable[[Entitlement], object]) -> Callable[[Sequence[Record]], list[object]]:
    """A loader that reads something of each lead's last trial."""
    return lambda leads: [read(trial) if trial else None for trial in last_of(leads)]


def _declare(field: Field, load: Callable[[Sequence[Record]], Sequence[object]]) -> None:
    declare(field, about="lead", load=load, room="service")


_declare(
    Field("trial is open", Kind.YES_NO, zh="试用进行中", opposite_zh="试用未在进行"),
    lambda leads: [
        trial is not None and trial.state in (State.OPEN, State.ENDING) for trial in last_of(leads)
    ],
)
_declare(Field("trial starts", Kind.MOMENT, zh="试用开始"), _of_trial(lambda t: t.starts_at))
_declare(Field("trial ends", Kind.MOMENT, zh="试用结束"), _of_trial(lambda t: t.ends_at))
_declare(Field("trial sign-ins", Kind.NUMBER, zh="试用登录次数"), _of_trial(lambda t: t.sign_ins))
_declare(
    Field(
        "had a trial before",
        Kind.YES_NO,
        zh="曾经试用过",
        opposite="had no trial before",
        opposite_zh="从未试用过",
    ),
    had_before,
)

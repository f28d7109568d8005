"""Two small phrases of the language, read without knowing what exists: who, and a moment."""

import re

from django.utils.translation import gettext as _

from leadline.core.durations import Duration, DurationError, parse_duration
from leadline.playbooks.definition import Moment, MomentKind, Who, WhoKind


class PhraseError(ValueError):
    """The phrase cannot be read; `hint` shows what would be."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


_PREFIXES = (
    ("role ", WhoKind.ROLE),
    ("pool ", WhoKind.POOL),
    ("queue ", WhoKind.QUEUE),
    ("route ", WhoKind.ROUTE),
    ("previous owner in ", WhoKind.PREVIOUS),
)
_WORDS = {
    "owner": WhoKind.OWNER,
    "same person": WhoKind.SAME,
    "whoever answers": WhoKind.ANSWERER,
}


def who_from(text: str, roles: set[str], pools: set[str]) -> Who:
    """`owner`, `role R`, `pool P`, `the R of PATH`, `supervisor of WHO`, `A, else B` …

    A bare name is a role, or a pool where only a pool has it. Raises PhraseError.
    """
    first, comma, rest = text.partition(", else ")
    otherwise = who_from(rest, roles, pools) if comma else None
    return _one_who(first.strip(), roles, pools, otherwise)


def _one_who(text: str, roles: set[str], pools: set[str], otherwise: Who | None) -> Who:
    if text in _WORDS:
        return Who(_WORDS[text], otherwise=otherwise, text=text)
    for prefix, kind in _PREFIXES:
        if text.startswith(prefix):
            return Who(kind, text.removeprefix(prefix), otherwise=otherwise, text=text)
    if text in roles:
        return Who(WhoKind.ROLE, text, otherwise=otherwise, text=text)
    if text in pools:
        return Who(WhoKind.POOL, text, otherwise=otherwise, text=text)
    if text.startswith("supervisor of "):
        of = who_from(text.removeprefix("supervisor of "), roles, pools)
        return Who(WhoKind.SUPERVISOR, of=of, otherwise=otherwise, text=text)
    relation = text.startswith("the ")
    name, of_, path = text.removeprefix("the ").partition(" of ")
    if not of_ and not relation:
        message = _("“%(who)s” is nobody: no role, pool or relation") % {"who": text}
        hint = _("write a role, or: owner, role R, pool P, queue Q, the R of …, supervisor of …")
        raise PhraseError(message, hint)
    kind = WhoKind.RELATION if relation else WhoKind.PARTY
    return Who(kind, name, path, otherwise=otherwise, text=text)


_SIDES = re.compile(r"(?P<length>.+?) (?P<side>before|after) (?P<each>each )?(?P<field>.+)")
_EVERY = re.compile(r"every (?P<length>.+?) from (?P<field>.+)")


def moment_from(text: str) -> Moment:
    """`14 days after shipped`, `end of due day`, `middle of service term`, `3 days after each X` …

    A leading `at` is allowed. Raises PhraseError.
    """
    words = " ".join(text.split()).removeprefix("at ")
    if words.startswith("end of "):
        return Moment(MomentKind.END_OF, words.removeprefix("end of "), text=words)
    if words.startswith("middle of "):
        return Moment(MomentKind.MIDDLE_OF, words.removeprefix("middle of "), text=words)
    every = _EVERY.fullmatch(words)
    if every:
        length = _duration(every["length"])
        return Moment(MomentKind.EVERY, every["field"], length, text=words)
    sides = _SIDES.fullmatch(words)
    if sides is None:
        return Moment(MomentKind.OFFSET, words, text=words)
    kind = MomentKind.HOLIDAY if sides["each"] else MomentKind.OFFSET
    before = sides["side"] == "before"
    if sides["length"].startswith("preset "):
        preset = sides["length"].removeprefix("preset ")
        return Moment(kind, sides["field"], None, before, preset, words)
    return Moment(kind, sides["field"], _duration(sides["length"]), before, text=words)


def is_moment_key(text: str) -> bool:
    """Whether a key of a line says when it is looked at: `14 days after shipped:`."""
    return bool(
        _SIDES.fullmatch(text)
        or _EVERY.fullmatch(text)
        or text.startswith(("at ", "end of ", "middle of "))
    )


def _duration(text: str) -> Duration:
    try:
        return parse_duration(text)
    except DurationError as error:
        message = _("“%(text)s” is no duration") % {"text": text}
        hint = _("such as 30 working minutes, 3 working days, 14 days or 2 months")
        raise PhraseError(message, hint) from error

"""Values as a playbook's text writes them, turned into what conditions compare."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import Catalogue, Kind, normalised
from leadline.conditions.grammar import parse
from leadline.conditions.problems import ConditionError
from leadline.core.durations import parse_duration
from leadline.core.money import parse_money
from leadline.core.zones import moment_of
from leadline.playbooks.engine.state import NOT_TOLD


class Unwritable(ValueError):
    """The text is no value of that field; the message says which."""


def value_of(name: str, text: Any, catalogue: Catalogue, zone: ZoneInfo) -> object:
    """The value that a text gives a field; "unknown" and "" are None, NOT_TOLD stays itself.

    Raises Unwritable. A field that the catalogue does not know keeps its text.
    """
    field = catalogue.get(name)
    if text in ("", "unknown", None):
        return None
    if field is None or text == NOT_TOLD or not isinstance(text, str | tuple):
        return text
    try:
        if field.kind is Kind.CONDITION:  # one that is kept as an answer, and asked later
            return parse(str(text), catalogue)
        return _typed(field.kind, text, zone)
    except (ValueError, ConditionError) as error:
        facts = {"name": name, "text": text, "kind": field.kind.value}
        raise Unwritable(_("%(name)s: “%(text)s” is no %(kind)s") % facts) from error


def values_of(texts: Mapping[str, Any], catalogue: Catalogue, zone: ZoneInfo) -> dict[str, object]:
    """The same for several fields, by their normalised names."""
    return {normalised(n): value_of(n, text, catalogue, zone) for n, text in texts.items()}


def moment_from_text(text: str, zone: ZoneInfo) -> datetime:
    """`2026-03-02 09:00`, as a wall time of the zone; Unwritable for anything else."""
    try:
        written = datetime.fromisoformat(text)
    except ValueError as error:
        raise Unwritable(
            _("“%(text)s” is no moment: write 2026-03-02 09:00") % {"text": text}
        ) from error
    return written.astimezone(UTC) if written.tzinfo else moment_of(written, zone)


def _typed(kind: Kind, text: str | tuple[Any, ...], zone: ZoneInfo) -> object:
    if kind is Kind.SET:
        return tuple(text) if isinstance(text, tuple) else (text,)
    plain = str(text)
    match kind:
        case Kind.YES_NO:
            return _yes_no(plain)
        case Kind.NUMBER:
            return Decimal(_number(plain))
        case Kind.MONEY:
            return parse_money(plain)
        case Kind.DAY:
            return date.fromisoformat(plain)
        case Kind.MOMENT:
            return moment_from_text(plain, zone)
        case Kind.DURATION:
            return parse_duration(plain)
        case _:
            return plain


def _number(text: str) -> str:
    """`1,000 users` → `1000`."""
    number = text.split()[0].removesuffix("%").replace(",", "")
    if not number.lstrip("-").replace(".", "", 1).isdigit():
        raise ValueError(text)
    return number


def _yes_no(text: str) -> bool:
    answers = {"yes": True, "no": False}
    if text.casefold() not in answers:
        raise ValueError(text)
    return answers[text.casefold()]

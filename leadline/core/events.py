"""The event catalogue: each event is declared once, with its sentence and what an erasure takes."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext

from leadline.core.written import listed

Codes = Mapping[str, Mapping[str, Promise | str]]  # field → what it keeps → how it is called


@dataclass(frozen=True)
class EventType:
    """One kind of event.

    An event that changes what a condition or a moment looks at says in its field `was` what that
    had been (field → value as answers are kept), so that a record read late is read as of then.

    name: past tense, lower case, the phrase that playbooks use ("lead opened").
    sentence: what the timeline says, a gettext msgid with {fields} ("Opened from {source}").
    fields: names of the data an event of this kind carries.
    erases: the fields that hold personal data and are emptied when a person asks for it.
    module: where it is declared; "" where it is gone.
    codes: of fields that keep one of a few codes, how each is called.
    """

    name: str
    sentence: str
    fields: frozenset[str]
    erases: frozenset[str]
    module: str = ""
    codes: Codes = field(default_factory=dict)

    def tell(self, data: Mapping[str, object]) -> str:
        """The sentence in the reader's language; an erased or missing value reads as a dash."""
        values = {name: self._said(name, data) for name in _placeholders(self.sentence)}
        return gettext(self.sentence).format(**values)

    def _said(self, name: str, data: Mapping[str, object]) -> str:
        value, codes = data.get(name), self.codes.get(name, {})
        label = str(codes.get(value, "")) if isinstance(value, str) else ""
        return f"{label[:1].lower()}{label[1:]}" if label else _shown(value)  # within a sentence


_catalogue: dict[str, EventType] = {}
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T|$)")


def event(
    name: str,
    sentence: str,
    *,
    also: tuple[str, ...] = (),
    erases: tuple[str, ...] = (),
    codes: Codes | None = None,
) -> EventType:
    """Declares an event. `also` names fields that the sentence does not show.

    Both texts are written with gettext_noop, so that translators find them.
    Raises ValueError when the name is taken, or `erases` or `codes` names a field that it does not
    have.
    """
    fields = _placeholders(sentence) | set(also)
    if name in _catalogue:
        raise ValueError(f"the event {name!r} is declared twice")
    if not set(erases) <= fields:
        raise ValueError(f"the event {name!r} erases fields that it does not have")
    if not (codes or {}).keys() <= fields:
        raise ValueError(f"the event {name!r} has words for fields that it does not have")
    module: str = sys._getframe(1).f_globals["__name__"]  # of the caller, as named tuples note it
    declared = EventType(name, sentence, frozenset(fields), frozenset(erases), module, codes or {})
    _catalogue[name] = declared
    return declared


def event_type(name: str) -> EventType:
    """The declaration of a recorded event; one that is gone tells its bare name."""
    return _catalogue.get(name) or EventType(name, name, frozenset(), frozenset())


def declared_events() -> Mapping[str, EventType]:
    """Every declared event by name."""
    return _catalogue


def dated(text: str) -> str:
    """A day or moment that was kept as ISO text, as the reader writes it; other text as it is."""
    if not _ISO.match(text):  # a number of eight digits is no day
        return text
    try:
        if day := parse_date(text):
            return date_format(day, "DATE_FORMAT")
        if (moment := parse_datetime(text)) and is_aware(moment):
            return date_format(localtime(moment), "DATETIME_FORMAT")
    except ValueError:  # it looks like one, and there is no such day
        return text
    return text


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return listed(value)
    return dated(str(value)) if value not in (None, "") else "–"

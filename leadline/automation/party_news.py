"""What an event of a company or person means to their records: what is another, and what it was."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from leadline.core.models import Event
from leadline.parties.events import (
    COMPANY_CHANGED,
    COMPANY_LEARNED,
    PERSON_CHANGED,
    PERSON_LEARNED,
)
from leadline.parties.models import Company, Person
from leadline.parties.normalise.text import comparable

LEARNED = {COMPANY_LEARNED.name: Company.stream, PERSON_LEARNED.name: Person.stream}
CHANGED = {COMPANY_CHANGED.name: Company.stream, PERSON_CHANGED.name: Person.stream}
ABOUT: Mapping[str, str] = {**LEARNED, **CHANGED}
# By what events call it: the fields that conditions ask of it.
FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    Person.stream: {
        "name": ("person name",),
        "job_title": ("job title",),
        "country": ("country",),
        "language": ("language",),
        "city": ("city",),
        "company": ("company name", "company domain"),
        "e-mail": ("e-mail", "e-mail kind", "e-mail is corporate"),
        "phone": ("phone",),
    },
    Company.stream: {"name": ("company name",), "domain": ("company domain",)},
}
# Of whose earlier value is known what conditions saw; of the others one cannot tell from the event.
SEEN: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("name", "job_title", "city"), comparable),
    **dict.fromkeys(("country", "language", "domain"), str),
}


@dataclass(frozen=True)
class PartyNews:
    """fields: what is another by it, as conditions name it. was: what it had been, where one knows.

    After an erasure nobody knows what it had been.
    """

    fields: frozenset[str] = frozenset()
    was: Mapping[str, object] = field(default_factory=dict)


def news_in(event: Event) -> PartyNews:
    """Nothing where no condition can ask about it."""
    if event.name in LEARNED:
        return PartyNews(frozenset(event.data["fields"]), event.data.get("before") or {})
    if event.name not in CHANGED:
        return PartyNews()
    told = event.data.get("changes") or {}
    changed = {name for name in event.data["fields"] if _differs(told.get(name))}
    fields = FIELDS[CHANGED[event.name]]
    was = {
        one: SEEN[name](told[name][0] or "") or None
        for name in changed & SEEN.keys() & told.keys()
        for one in fields.get(name, ())
    }
    return PartyNews(frozenset(one for name in changed for one in fields.get(name, ())), was)


def _differs(told: object) -> bool:
    """An event names all that was given with it, also what stayed; an erased one tells no more."""
    return not isinstance(told, list | tuple) or told[0] != told[-1]

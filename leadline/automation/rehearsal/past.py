"""What the history of records holds that came from outside: people, customers, systems, time.

What automation did by itself is left out: a rehearsal finds out for itself what it would have done.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from leadline.automation.events import FOLLOWED
from leadline.automation.events import MOVED as GONE_OVER
from leadline.automation.news import as_news, typed
from leadline.automation.rehearsal.parties import Change
from leadline.conditions.catalogue import Catalogue, Kind, normalised
from leadline.core.actor import ActorKind
from leadline.core.models import Event
from leadline.playbooks.engine.decision import News
from leadline.records import events
from leadline.records.answers import value_of
from leadline.records.models import Record

SINCE = timedelta(microseconds=1)  # a value that was seen at a moment is another one just behind it
GIVEN = frozenset({events.OWNED.name, events.ROUTED.name, events.QUEUED.name})
MOVED = frozenset({events.ENTERED.name, events.ENDED.name})
# What automation notes of its own doing; whatever else it records is what it heard.
OWN = GIVEN | MOVED | frozenset(
    {"version followed", "moved to version", "clock met", "clock missed", "clock warned",
     "move refused", "record stuck", "gate passed", "guard passed", "step held", "task made",
     "task withdrawn", "task overdue", "notice given", "turn returned", "lead rescored",
     "lead score ended", "trial asked for", "trial end asked for", "lead qualified",
     "letter held"}
)  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """Something that automation heard of, or a value that is another one since then.

    at: when it was heard. news: None where only a value changed. becomes: field → value since.
    finishes: the effect that it answers, as `trace` names it; "" for none. by_itself: a system's
    answer, which comes so long after the question whenever that is put.
    """

    at: datetime
    news: News | None
    becomes: Mapping[str, object] = field(default_factory=dict)
    finishes: str = ""
    by_itself: bool = False


@dataclass(frozen=True)
class Given:
    """By which phrase it came to whom (None: nobody), and the event that said so."""

    phrase: str
    owner: object
    event: str


@dataclass(frozen=True)
class Placed:
    """Where a record was put that came from an older system."""

    stage: str
    at: datetime
    now: datetime


@dataclass(frozen=True)
class Followed:
    """From when on it went on by another version (number), at which stage under which name."""

    at: datetime
    old: int
    new: int
    stage_before: str = ""
    stage: str = ""


@dataclass
class Past:
    """One record as it was, then all that it heard, in order.

    view: what was known before anything happened. opened: the event that opened it. way: where it
    went, and when it came there. given: to whom it came, in order.
    """

    record: Record
    view: dict[str, object]
    opened: Fact | None = None
    facts: list[Fact] = field(default_factory=list)
    way: list[tuple[str, datetime]] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    followed: list[Followed] = field(default_factory=list)
    placed: Placed | None = None


def events_of(records: Sequence[Record], until: datetime) -> list[list[Event]]:
    """All that was recorded of each by a moment, oldest first; one query."""
    rows = Event.objects.filter(
        stream=Record.stream, stream_id__in=[one.pk for one in records], recorded_at__lte=until
    ).order_by("stream_id", "seq")
    found: dict[int, list[Event]] = defaultdict(list)
    for event in rows:
        found[event.stream_id].append(event)
    return [found[record.pk] for record in records]


def past_of(
    record: Record,
    told: Sequence[Event],
    view: Mapping[str, object],
    catalogue: Catalogue,
    placed: Placed | None = None,
    changes: Sequence[Change] = (),
) -> Past:
    """The past of one record as a playbook with this catalogue hears it.

    view: what is known now; it is taken back event by event. placed: where it stood first.
    changes: of its parties, oldest first.
    """
    past, known = Past(record, {}, placed=placed), dict(view)
    if placed is not None:
        past.way.append((placed.stage, placed.at))
    facts: list[Fact] = []
    later = _since_it_began(changes, told)
    for event in reversed(told):
        while later and later[-1].at > event.recorded_at:
            facts += _changed(later.pop(), known, catalogue)
        seen = _seen(event, known, catalogue)
        facts += _noticed(event, known, seen)
        news = _with_was(as_news(event, catalogue), event, catalogue)
        becomes = {name: known.get(name) for name in map(normalised, news.was)}
        known.update({normalised(name): value for name, value in news.was.items()})
        if event.name in GIVEN and _is_own(event):
            reason = str(event.data.get("reason", ""))
            past.given.append(Given(reason, becomes.get("owner"), event.name))
        elif not _is_own(event):
            facts.append(_fact(event, news, becomes))
    facts.reverse()
    past.given.reverse()
    past.view = known
    _tell_way(past, told)
    if facts and facts[0].news is not None and not facts[0].finishes:
        past.opened, facts = facts[0], facts[1:]
    past.facts = facts
    return past


def trace(key: str) -> str:
    """An effect's key without visit and event, so that it is known again on another way."""
    parts = key.split("/")
    if key.startswith("once/"):
        return key
    kept = [one for n, one in enumerate(parts) if not (n == 1 and one.isdecimal())]
    return "/".join(one for one in kept[1:] if not one.startswith("event "))


def _fact(event: Event, news: News, becomes: Mapping[str, object]) -> Fact:
    finishes = str(event.data.get("finishes") or "")
    people = (ActorKind.PERSON, ActorKind.CUSTOMER)
    by_itself = event.actor_kind not in people or event.name.startswith(("trial", "letter"))
    return Fact(event.recorded_at, news, becomes, trace(finishes) if finishes else "", by_itself)


def _is_own(event: Event) -> bool:
    """Whether automation recorded it of its own doing: by a line of this record, which says why.

    What another record's doing brings (its opening, what is told from there) comes from outside.
    """
    if event.actor_kind != ActorKind.AUTOMATION or event.data.get("finishes") or event.seq == 1:
        return False
    return event.name in OWN or event.why is not None


def _with_was(news: News, event: Event, catalogue: Catalogue) -> News:
    """An answer that is asked anew was known before."""
    if event.name != events.FORGOTTEN.name:
        return news
    name, before = event.data["field"], event.data.get("before")
    known = catalogue.get(name)
    was = {name: value_of(known, before) if known else before}
    return News(news.seq, news.name, news.occurred_at, news.actor, news.data, was, news.depth)


def _seen(event: Event, known: Mapping[str, object], catalogue: Catalogue) -> dict[str, bool]:
    """Yes and no as a line saw them then, where they would be read otherwise by now."""
    values = event.why.get("values") if isinstance(event.why, dict) else None
    words, found = {"True": True, "False": False}, {}
    for name, text in (values or {}).items():
        told = catalogue.get(name)
        if told is not None and told.kind is Kind.YES_NO and told.means is None:
            was = words.get(str(text))
            if was is not None and name in known and bool(known[name]) is not was:
                found[name] = was
    return found


def _noticed(event: Event, known: dict[str, object], seen: Mapping[str, bool]) -> Iterable[Fact]:
    """Values that no event tells of: as they were seen until then, as they are known from then."""
    if not seen:
        return ()
    becomes: dict[str, Any] = {name: known[name] for name in seen}
    known.update(seen)
    return (Fact(event.recorded_at + SINCE, None, becomes),)


def _since_it_began(changes: Sequence[Change], told: Sequence[Event]) -> list[Change]:
    """Earlier ones were known from the beginning."""
    return [one for one in changes if told and one.at > told[0].recorded_at]


def _changed(change: Change, known: dict[str, object], catalogue: Catalogue) -> Iterable[Fact]:
    """What its person or company was known for until then, as far as it is asked about."""
    was = {normalised(name): value for name, value in typed(change.was, catalogue).items()}
    was = {name: value for name, value in was.items() if known.get(name, value) != value}
    if not was:
        return ()
    becomes = {name: known[name] for name in was}
    known.update(was)
    return (Fact(change.at, None, becomes),)


def _tell_way(past: Past, history: Sequence[Event]) -> None:
    for event in history:
        if event.name in MOVED:
            past.way.append((str(event.data.get("stage")), event.occurred_at))
        elif event.name == events.PLACED.name:
            stage = str(event.data.get("stage"))
            past.placed = Placed(stage, event.occurred_at, event.recorded_at)
            past.way = [(stage, event.occurred_at)]
        elif event.name in (FOLLOWED.name, GONE_OVER.name):
            told = event.data
            stages = str(told.get("stage_before") or ""), str(told.get("stage") or "")
            past.followed.append(
                Followed(event.recorded_at, int(told["from"]), int(told["to"]), *stages)
            )

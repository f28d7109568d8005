"""Whoever follows a record is told what others do with it, in the transaction in which it happens.

The inbox has all of it at once; only a new owner is worth a mail of its own.

A batch hands over the events that it has written, so that no door to an action is forgotten; and
each is written once, so that nobody is told twice.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from leadline.access.policy import rights_to_see
from leadline.core import bulk
from leadline.core.actor import ActorKind
from leadline.core.batch import Written, heed_writing
from leadline.core.models import Event
from leadline.records.events import ANSWERED, ENDED, ENTERED, MOVE_ASKED, OWNED, PLACED, ROUTED
from leadline.records.models import Record
from leadline.work.events import FILE_ATTACHED, NOTE_WRITTEN
from leadline.work.models import Follower, Notice, NoticeKind

Facts = Callable[[Event], Mapping[str, Any]]


@dataclass(frozen=True)
class News:
    """How followers hear of an event. facts: what the notice's sentence shows of it."""

    kind: NoticeKind
    facts: Facts


@dataclass
class Heard:
    """What one notice tells: of an answer, a move or an owner all that one batch did."""

    kind: NoticeKind
    event: Event
    data: dict[str, Any]


_GIVEN = News(NoticeKind.OWNED, lambda event: {"owner": event.data.get("owner")})
_MOVED = News(NoticeKind.TOLD, lambda event: {"stage": event.data.get("stage")})
NEWS: Mapping[str, News] = {
    ENTERED.name: _MOVED,
    ENDED.name: _MOVED,
    PLACED.name: _MOVED,
    OWNED.name: _GIVEN,
    ROUTED.name: _GIVEN,
    ANSWERED.name: News(NoticeKind.ANSWERED, lambda event: {"fields": [event.data.get("field")]}),
    NOTE_WRITTEN.name: News(
        NoticeKind.NOTED,
        lambda event: {"by": event.actor_name, "text": str(event.data.get("note"))[:500]},
    ),
    FILE_ATTACHED.name: News(NoticeKind.FILED, lambda event: {"file": event.data.get("file")}),
}
MAILED = frozenset({NoticeKind.OWNED})  # the rest is quiet
ONE_BY_ONE = frozenset({NoticeKind.NOTED, NoticeKind.FILED})


def heed(written: Mapping[type[Model], Written]) -> None:
    """Gives followers their notices of what a batch has written; six queries at most."""
    heard = _heard(written)
    rows = Follower.objects.filter(record__in=heard, user__is_active=True).select_related("record")
    followers = list(rows.order_by("pk")) if heard else []
    if not followers:
        return
    rights = rights_to_see({one.user_id for one in followers})
    told = {(one.record_id, one.user_id) for one in _new(written, Notice)}
    asked = _asked([one for found in heard.values() for one in found])
    notices = [
        _notice(follower, one)
        for follower in followers
        for one in heard[follower.record_id]
        if rights[follower.user_id].sees(follower.record)
        and (follower.record_id, follower.user_id) not in told
        and follower.user_id not in (one.event.actor_id, asked.get(one.event.pk))
    ]
    for notice, pk in zip(notices, bulk.reserve_ids(Notice, len(notices)), strict=True):
        notice.pk = pk
    bulk.insert(Notice, notices)


def _heard(written: Mapping[type[Model], Written]) -> dict[int, Sequence[Heard]]:
    """What is news, by record; whom a record that is new would have as followers, nobody knows."""
    begun = {row.pk for row in _new(written, Record)}
    found: dict[int, dict[object, Heard]] = defaultdict(dict)
    for event in _new(written, Event):
        if event.stream == Record.stream and event.stream_id not in begun and _is_news(event):
            _add(found[event.stream_id], event)
    return {record: list(heard.values()) for record, heard in found.items()}


def _is_news(event: Event) -> bool:
    """What a line of the playbook writes down is told by its line, and nobody is no owner."""
    if event.name == NOTE_WRITTEN.name:
        return event.actor_kind == ActorKind.PERSON
    if event.name == OWNED.name:
        return bool(event.data.get("owner"))
    return event.name in NEWS


def _add(found: dict[object, Heard], event: Event) -> None:
    news = NEWS[event.name]
    facts = news.facts(event)
    data = dict(facts)
    key = event.pk if news.kind in ONE_BY_ONE else news.kind
    before = found.get(key)
    if before is not None and news.kind == NoticeKind.ANSWERED:
        data["fields"] = [*before.data["fields"], *facts["fields"]]
    found[key] = Heard(news.kind, event, data)


def _asked(heard: Iterable[Heard]) -> dict[int, int]:
    """Who asked for a move that automation made, by the move's event: it is their own act."""
    moves = {one.event.stream_id: one.event for one in heard if one.kind == NoticeKind.TOLD}
    if not moves:
        return {}
    earlier = Event.objects.filter(
        stream=Record.stream, stream_id__in=moves, name__in=(MOVE_ASKED.name, ENTERED.name)
    )
    last: dict[int, Event] = {}
    for event in earlier.order_by("stream_id", "seq"):
        if event.seq < moves[event.stream_id].seq:
            last[event.stream_id] = event
    return {
        moves[record].pk: event.actor_id
        for record, event in last.items()
        if event.actor_id and event.data.get("to") == moves[record].data.get("stage")
    }


def _notice(follower: Follower, heard: Heard) -> Notice:
    record = follower.record
    return Notice(
        user_id=follower.user_id,
        record_id=record.pk,
        key=f"event {heard.event.pk}/{follower.user_id}",
        kind=heard.kind,
        data={"title": record.title, "stage": record.stage, **heard.data},
        given_at=heard.event.recorded_at,
        is_quiet=heard.kind not in MAILED,
    )


def _new(written: Mapping[type[Model], Written], model: type[Any]) -> Sequence[Any]:
    return written[model].new if model in written else ()


heed_writing(heed)

"""What has happened to records since automation last answered, as the engine hears it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import OuterRef, Subquery

from leadline.conditions.catalogue import Catalogue
from leadline.core.actor import Actor, ActorKind
from leadline.core.models import Event
from leadline.playbooks.engine.decision import News
from leadline.records.answers import value_of
from leadline.records.events import ANSWERED, MOVE_ASKED
from leadline.records.models import Record


def news_of(records: Sequence[Record], catalogue: Catalogue) -> list[list[News]]:
    """Per record its unanswered events, oldest first; one query for all."""
    answered = Record.objects.filter(pk=OuterRef("stream_id")).values("answered_seq")
    events = Event.objects.filter(
        stream=Record.stream,
        stream_id__in=[record.pk for record in records],
        seq__gt=Subquery(answered),
    ).order_by("stream_id", "seq")
    by_record: dict[int, list[News]] = defaultdict(list)
    for event in events:
        by_record[event.stream_id].append(as_news(event, catalogue))
    return [by_record[record.pk] for record in records]


def as_news(event: Event, catalogue: Catalogue) -> News:
    """One recorded event, its answers and what it replaced typed by the playbook's fields."""
    data = dict(event.data)
    told = data.get("was")  # a task that was put off once said a time here
    was = typed(told, catalogue) if isinstance(told, Mapping) else {}
    if event.name == ANSWERED.name:
        data["answers"] = typed({data["field"]: data["value"]}, catalogue)
        was = typed({data["field"]: data.get("before")}, catalogue)
    elif event.name == MOVE_ASKED.name:
        data["answers"] = typed(data.get("answers") or {}, catalogue)
    return News(
        seq=event.seq,
        name=event.name,
        occurred_at=event.occurred_at,
        actor=Actor(ActorKind(event.actor_kind), event.actor_id, event.actor_name),
        data=data,
        was=was,
        depth=event.depth,
        recorded_at=event.recorded_at,
    )


def typed(answers: Mapping[str, Any], catalogue: Catalogue) -> dict[str, object]:
    """Answers as values, by the playbook's fields."""
    return {
        name: value_of(field, json) if (field := catalogue.get(name)) else json
        for name, json in answers.items()
    }

"""What is learned of a company or person in one place wakes their other records, in slices.

Whoever answers, or changes a name or city, only leaves a row; the worker tells who asks about it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_noop as _

from leadline.automation import events
from leadline.automation.asking import asks_about
from leadline.automation.models import Learned
from leadline.automation.party_news import ABOUT, LEARNED, PartyNews, news_in
from leadline.core import bulk
from leadline.core.actions import action
from leadline.core.batch import Batch, Written
from leadline.core.models import Event
from leadline.records.events import ANSWERED
from leadline.records.models import Record


@action(
    _("tell answers"),
    _("Tells the next records of a company or person what was learned of it elsewhere."),
    events=(events.TOLD_ANSWERS,),
)
def tell_answers(batch: Batch, subject: None, *, most: int) -> int:
    """How many records were looked at; those that ask about it are woken."""
    rows = Learned.objects.select_for_update(of=("self",)).select_related("event")
    row = rows.order_by("pk").first()
    if row is None:
        return 0
    news = news_in(row.event)
    behind = Record.objects.filter(
        **{row.about: row.party_id}, outcome="", visit__gt=0, version__isnull=False, pk__gt=row.upto
    ).order_by("pk")
    found = list(behind.values_list("pk", "version_id", "process")[:most])
    asking = [
        Record(pk=pk)
        for pk, version, process in found
        if pk not in row.known_to and asks_about(version, process, news.fields)
    ]
    for record in batch.lock(asking):
        _tell(batch, record, row, news)
    if len(found) < most:
        bulk.delete(Learned, [row.pk])
    else:
        batch.change(row, upto=found[-1][0])
    return max(len(found), 1)


def _tell(batch: Batch, record: Record, row: Learned, news: PartyNews) -> None:
    """One that ended or was moved to another party in the meantime asks no more."""
    if record.is_open and getattr(record, f"{row.about}_id") == row.party_id:
        batch.happened(
            record,
            events.TOLD_ANSWERS,
            depth=row.depth,
            fields=sorted(news.fields),
            was=dict(news.was),
        )


def heed(written: Mapping[type[Model], Written]) -> None:
    """Leaves a row for what a batch has learned of parties that others have records of, too.

    At most three queries, and none where nothing was learned.
    """
    news: Iterable[Any] = written[Event].new if Event in written else ()
    learned = [one for one in news if one.name in ABOUT and news_in(one).fields]
    if not learned:
        return
    heard = [one for one in news if one.stream == Record.stream]
    rows = _with_others([_row(one, heard) for one in learned])
    for row, pk in zip(rows, bulk.reserve_ids(Learned, len(rows)) if rows else (), strict=True):
        row.pk = pk
    bulk.insert(Learned, rows)


def _row(event: Event, heard: Sequence[Event]) -> Learned:
    """Records that were answered, or heard of anything else with a change, know it from there."""
    knowing, depth = {one.stream_id for one in heard}, 0
    if event.name in LEARNED:
        fields = news_in(event).fields
        same = [one for one in heard if _answers(one, fields)]
        knowing = {one.stream_id for one in same}
        depth = max((one.depth + 1 for one in same), default=0)
    party = {f"{ABOUT[event.name]}_id": event.stream_id}
    return Learned(**party, event_id=event.pk, known_to=list(knowing), depth=depth)


def _answers(event: Event, fields: Collection[str]) -> bool:
    return event.name == ANSWERED.name and event.data.get("field") in fields


def _with_others(rows: Sequence[Learned]) -> list[Learned]:
    """Those whose party has open records that do not know it; a query for each kind of party."""
    kept = []
    for about in ("company", "person"):
        theirs = [row for row in rows if row.about == about]
        for row, records in zip(theirs, _open_ones(about, theirs), strict=True):
            knowing = records.intersection(row.known_to)
            if knowing != records:
                row.known_to = sorted(knowing)
                kept.append(row)
    return kept


def _open_ones(about: str, rows: Sequence[Learned]) -> list[set[int]]:
    """The open records of the party of each."""
    found: dict[int | None, set[int]] = defaultdict(set)
    if rows:
        of_parties = Record.objects.filter(**{f"{about}__in": {row.party_id for row in rows}})
        open_ones = of_parties.filter(outcome="", version__isnull=False)
        for party, pk in open_ones.values_list(f"{about}_id", "pk"):
            found[party].add(pk)
    return [found[row.party_id] for row in rows]

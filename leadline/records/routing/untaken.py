"""What nobody could take: kept with the phrase that found nobody, to be tried again."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from leadline.core.batch import Batch
from leadline.core.models import Event
from leadline.playbooks.definition import Who, WhoKind
from leadline.playbooks.reader.phrases import PhraseError, who_from
from leadline.playbooks.versions import current_of
from leadline.records.events import GIVEN_BACK, OWNED, QUEUED, ROUTED
from leadline.records.models import Record, Untaken
from leadline.records.routing.finding import owner_rule


def keep_untaken(batch: Batch, record: Record, who: str, but: Iterable[int]) -> None:
    """The record waits in its queue for want of people; `who` says who should have had it."""
    kept, since = batch.of(record, untaken_of), record.queued_at or batch.now
    told = {"since": since, "who": who[:500], "but": sorted(but), "looked_at": batch.now}
    if kept is not None:
        batch.change(kept, **told)
    else:
        batch.now_of(record, untaken_of, batch.add(Untaken(record=record, **told)))


def forget_untaken(batch: Batch, record: Record) -> None:
    """It waits where it is meant to; nobody is looked for any more."""
    kept = batch.of(record, untaken_of)
    if kept is not None and kept.who:
        batch.change(kept, who="")


def untaken_of(records: Sequence[Record]) -> list[Untaken | None]:
    """Loader for `Batch.of`; one query."""
    ids = [record.pk for record in records if record.pk]
    found = {row.record_id: row for row in Untaken.with_bin.filter(record__in=ids)}
    return [found.get(record.pk) for record in records]


def still_waits(record: Record, kept: Untaken) -> bool:
    """Whether the record waits where it did when this was kept."""
    waits = record.owner_id is None and record.is_open and record.queued_at == kept.since
    return waits and bool(kept.who) and not record.is_binned


def meant(batch: Batch, record: Record, text: str) -> Who | None:
    """Who a phrase means by the playbook in force; None where that cannot read it any more."""
    if record.version_id is None:
        return None
    playbook = batch.once(current_of, record.version_id)
    roles, pools = set(playbook.roles), set(playbook.settings.get("pools", {}))
    try:
        return who_from(text, roles, pools)
    except PhraseError:
        return None


def rule_of(batch: Batch, record: Record) -> Who | None:
    """Who should have it where it stands; where whoever had it keeps it, how it last came to them.

    None where the playbook does not say.
    """
    who = owner_rule(record)
    if who is not None and who.kind not in (WhoKind.SAME, WhoKind.OWNER):
        return who
    text = batch.of(record, last_phrases)
    return meant(batch, record, text) if text else None


def last_phrases(records: Sequence[Record]) -> list[str]:
    """Loader: per record the phrase by which it last came to somebody, "" for none; one query."""
    names = [ROUTED.name, OWNED.name, QUEUED.name]
    found: dict[int, str] = {}
    for stream_id, why in _events(records, names).values_list("stream_id", "why"):
        route = why.get("route") if isinstance(why, dict) else None
        if isinstance(route, dict) and route.get("who"):
            found[stream_id] = str(route["who"])
    return [found.get(record.pk, "") for record in records]


def givers_back(records: Sequence[Record]) -> list[frozenset[int]]:
    """Loader: per record the ids of those who gave it back in this visit; one query."""
    visits = {record.pk: record.visit for record in records}
    found: dict[int, set[int]] = {record.pk: set() for record in records}
    for stream_id, data in _events(records, [GIVEN_BACK.name]).values_list("stream_id", "data"):
        if data.get("visit") == visits[stream_id]:
            found[stream_id].add(int(data["owner_id"]))
    return [frozenset(found[record.pk]) for record in records]


def _events(records: Sequence[Record], names: Sequence[str]) -> QuerySet[Event]:
    ids = [record.pk for record in records if record.pk]
    rows = Event.objects.filter(stream=Record.stream, stream_id__in=ids, name__in=names)
    return rows.order_by("stream_id", "seq")

"""Every new owner is told, once; the watchers of a queue are told that something waits there."""

from leadline.access.models import User
from leadline.core.batch import Batch
from leadline.records.cause import Cause
from leadline.records.handed import when_handed
from leadline.records.models import Record
from leadline.records.routing.queues import watchers
from leadline.records.who import owner_of
from leadline.work.models import Notice, NoticeKind


def tell_of_every_hand_over() -> None:
    """From now on."""
    when_handed(_tell)


def _tell(batch: Batch, record: Record, cause: Cause) -> None:
    if record.queue:
        _tell_watchers(batch, record)
    elif (owner := owner_of(batch, record)) is not None and owner.pk != batch.actor.user_id:
        _tell_owner(batch, record, owner)


def _tell_owner(batch: Batch, record: Record, owner: User) -> None:
    """One notice for all that somebody gets in one batch: an import makes no flood."""
    given = batch.once(_handed_in, batch)
    notice = given.get(owner.pk)
    if notice is None:
        given[owner.pk] = _notice(batch, record, owner, NoticeKind.HANDED, {})
    elif notice.record is not record:
        batch.change(notice, data={**notice.data, "more": notice.data.get("more", 0) + 1})


def _tell_watchers(batch: Batch, record: Record) -> None:
    """Those who have not read yet that something waits there know already."""
    know = batch.once(_who_know, batch, record.queue)
    for user in watchers(batch, record, record.queue):
        if user.pk not in know and user.pk != batch.actor.user_id:
            know.add(user.pk)
            _notice(batch, record, user, NoticeKind.QUEUED, {"queue": record.queue})


def _notice(
    batch: Batch, record: Record, user: User, kind: NoticeKind, data: dict[str, object]
) -> Notice:
    about = {"title": record.title, "stage": record.stage, **data}
    return batch.add(Notice(user=user, record=record, kind=kind, data=about, given_at=batch.now))


def _handed_in(batch: Batch) -> dict[int, Notice]:
    """By person, the notice that this batch gives of what is theirs now."""
    return {}


def _who_know(batch: Batch, queue: str) -> set[int]:
    unread = Notice.objects.filter(kind=NoticeKind.QUEUED, read_at=None)
    return {user for user, data in unread.values_list("user", "data") if data.get("queue") == queue}

"""Colleagues get news: in the page, and by mail as soon as automation has sent it."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.access.policy import let
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.playbooks.definition import Who
from leadline.records.cause import BY_HAND, Cause
from leadline.records.models import Record
from leadline.work import events
from leadline.work.loading import notice_keys, people_meant
from leadline.work.models import Notice, NoticeKind


@action(_("tell"), _("Gives a colleague news of a record."), events=(events.NOTICE_GIVEN,))
def tell(
    batch: Batch, record: Record, *, who: Who | None = None, what: str = "", cause: Cause = BY_HAND
) -> list[Notice]:
    """who: everybody who is meant, all of a role or queue; nobody there is no error.

    what: the same in the words of the text; it is not used.
    """
    given = give(batch, record, people_meant(batch, record, who), NoticeKind.TOLD, cause)
    if given:
        batch.happened(
            record,
            events.NOTICE_GIVEN,
            people=[str(notice.user) for notice in given],
            why=cause.why,
            depth=cause.depth,
        )
    return given


@action(_("read notice"), _("Puts a notice away."))
def read_notice(batch: Batch, subject: None, *, notice: Notice) -> None:
    """Only the person whom it is for can; once read it stays read."""
    if notice.user_id != batch.actor.user_id:
        raise Refused(gettext("This notice is for somebody else."))
    if notice.read_at is None:
        batch.change(notice, read_at=batch.now)


@action(_("read notices"), _("Puts one's notices away."))
def read_notices(batch: Batch, subject: User, *, newest: int) -> None:
    """All of one's own up to the one with this number; what came in later stays new."""
    rows = Notice.objects.filter(user=subject, read_at=None, pk__lte=newest)
    for notice in rows.order_by("pk"):
        batch.change(notice, read_at=batch.now)


def give(
    batch: Batch,
    record: Record,
    people: Sequence[User],
    kind: NoticeKind,
    cause: Cause,
    *,
    is_quiet: bool = False,
    **data: object,
) -> list[Notice]:
    """A new notice for whoever has not had one of this cause; a quiet one is not mailed."""
    had = batch.of(record, notice_keys)
    about = {"title": record.title, "stage": record.stage, **data}
    given = []
    for one in people:
        key = f"{cause.key}/{one.pk}" if cause.key else None
        if key in had:
            continue
        if key:
            had.add(key)
        notice = Notice(
            user=one,
            record=record,
            key=key,
            kind=kind,
            data=about,
            given_at=batch.now,
            is_quiet=is_quiet,
        )
        given.append(batch.add(notice))
    return given


let(ActorKind.PERSON, "read notices")

"""The inbox: news for one person, first what is new, then what was put away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from leadline.access.models import User
from leadline.core.remembered import remembered
from leadline.work.models import Notice, NoticeKind
from leadline.workspace.reading import speaker_of

SHOWN = 100  # notices of one page
COUNTED = 99  # more are not counted in the navigation
STATES = {
    NoticeKind.OVERDUE: "late",
    NoticeKind.CLOCK_MISSED: "late",
    NoticeKind.CLOCK_WARNED: "warn",
}


@dataclass(frozen=True)
class NoticeRow:
    """One notice. state: as tags know it."""

    pk: int
    record_id: int
    sentence: str
    kind: str
    state: str
    given_at: datetime
    is_new: bool


@dataclass(frozen=True)
class InboxPage:
    """number: of new ones, as a text ("12", "99+"). newest: the last one shown; None if none is.

    older: the number before which the next page begins; None where this is the whole of it.
    """

    rows: Sequence[NoticeRow]
    number: str
    newest: int | None
    older: int | None


def inbox_page(user: User, before: int | None = None) -> InboxPage:
    """Newest first, two queries. before: only what was given before that notice."""
    found = Notice.objects.filter(user=user).select_related("record")
    if before is not None:
        found = found.filter(pk__lt=before)
    notices = list(found.order_by("-pk")[: SHOWN + 1])
    rows = [row_of(one) for one in notices[:SHOWN]]
    return InboxPage(
        rows=rows,
        number=number_of_news(user.pk),
        newest=max((row.pk for row in rows if row.is_new), default=None),
        older=rows[-1].pk if len(notices) > SHOWN else None,
    )


def number_of_news(user_id: int) -> str:
    """How many notices nobody has put away yet, for the navigation; "" for none."""
    return remembered(_number_of_news, user_id)


def _number_of_news(user_id: int) -> str:
    number = Notice.objects.filter(user=user_id, read_at=None)[: COUNTED + 1].count()
    return f"{COUNTED}+" if number > COUNTED else str(number or "")


def row_of(notice: Notice) -> NoticeRow:
    """With its record at hand; the playbook's words in the reader's language."""
    version = notice.record.version_id
    return NoticeRow(
        pk=notice.pk,
        record_id=notice.record_id,
        sentence=notice.told(speaker_of(version).word if version else str),
        kind=notice.get_kind_display(),
        state=STATES.get(NoticeKind(notice.kind), ""),
        given_at=notice.given_at,
        is_new=notice.read_at is None,
    )

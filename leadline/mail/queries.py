"""What pages and the sending job read of letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from leadline.access.models import Firm, User
from leadline.access.policy import visible
from leadline.mail.models import Hold, Letter, State
from leadline.records.models import Record

MOST = 200  # letters of one state that a page shows


@dataclass(frozen=True)
class LetterLine:
    """A letter as a page shows it. at: when it left, else when it was asked for.

    reason: why it is held or failed, in the reader's language. seconds_left: until it leaves.
    """

    id: int
    record_id: int
    about: str
    title: str
    to: str
    state: State
    at: datetime
    seconds_left: int
    reason: str
    text: str
    can_be_taken_back: bool


@dataclass(frozen=True)
class Outbox:
    """Every letter that a person may see and that has not left, by state, the oldest first.

    has_sender: without the firm's address no letter leaves at all.
    """

    held: tuple[LetterLine, ...]
    waiting: tuple[LetterLine, ...]
    failed: tuple[LetterLine, ...]
    unclear: tuple[LetterLine, ...]
    has_sender: bool

    @property
    def is_empty(self) -> bool:
        return not (self.held or self.waiting or self.failed or self.unclear)


def letters_of(record: Record, now: datetime) -> tuple[LetterLine, ...]:
    """The record's letters for its timeline, the newest first, in one query."""
    rows = record.letters.select_related("record").order_by("-asked_at", "-id")
    return tuple(_line(letter, now) for letter in rows[:MOST])


def outbox_for(user: User, now: datetime) -> Outbox:
    """What the outbox page shows this person."""
    seen = visible(user, Record.objects.all())
    rows = Letter.objects.filter(record__in=seen).select_related("record")

    def in_state(*states: State) -> tuple[LetterLine, ...]:
        found = rows.filter(state__in=states).order_by("asked_at", "id")
        return tuple(_line(letter, now) for letter in found[:MOST])

    return Outbox(
        held=in_state(State.HELD),
        waiting=in_state(State.WAITING, State.SENDING),
        failed=in_state(State.FAILED),
        unclear=in_state(State.UNCLEAR),
        has_sender=bool(Firm.current().sender),
    )


def last_sent_of(records: Sequence[Record]) -> list[datetime | None]:
    """Loader: when the last letter about each record left."""
    rows = Letter.objects.filter(record__in=[r.pk for r in records if r.pk], state=State.SENT)
    last = dict(rows.order_by().values_list("record_id").annotate(last=Max("sent_at")))
    return [last.get(record.pk) for record in records]


def due_letters(now: datetime, limit: int) -> list[Letter]:
    """The letters that may leave, the longest waiting first, with all that rendering them reads."""
    rows = Letter.objects.filter(state=State.WAITING, send_after__lte=now)
    return list(
        rows.select_related(
            "record__person__company",
            "record__company",
            "record__owner",
            "person__company",
            "user",
            "copy_to",
            "written_by",
            "link",
        ).order_by("send_after", "id")[:limit]
    )


def _line(letter: Letter, now: datetime) -> LetterLine:
    return LetterLine(
        id=letter.pk,
        record_id=letter.record_id,
        about=letter.record.title,
        title=str(letter),
        to=letter.to,
        state=State(letter.state),
        at=letter.sent_at or letter.asked_at,
        seconds_left=letter.seconds_left(now),
        reason=str(Hold(letter.held_for).label) if letter.held_for else letter.problem,
        text=letter.text,
        can_be_taken_back=letter.can_be_taken_back(),
    )

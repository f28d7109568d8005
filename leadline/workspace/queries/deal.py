"""The page of one deal, bare as yet: what it is worth, how it ended, and what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from leadline.access.actor import person
from leadline.access.models import Firm, User
from leadline.core.written import money
from leadline.deals.models import Deal
from leadline.records.models import Record
from leadline.work.attached import FilesPanel, files_panel
from leadline.work.following import FollowingPanel, following_panel
from leadline.work.panels import CallPanel, NotePanel, TaskPanel, call_panel, note_panel
from leadline.workspace.forms import AmountForm, LossForm
from leadline.workspace.queries.fields import Own, fields_of_record
from leadline.workspace.queries.lead import tasks_on
from leadline.workspace.queries.person import PersonCard, card_of
from leadline.workspace.queries.steps import StepPanel, steps_on
from leadline.workspace.queries.timeline import Timeline, timeline_of
from leadline.workspace.reading import speaker_of


@dataclass(frozen=True)
class DealPage:
    """amount: as it is written in the reader's language, "" while nobody knows it."""

    record: Record
    deal: Deal
    amount: str
    card: PersonCard | None
    own: Sequence[Own]
    tasks: list[TaskPanel]
    steps: list[StepPanel]
    timeline: Timeline
    call: CallPanel
    note: NotePanel
    files: FilesPanel
    following: FollowingPanel
    amount_form: AmountForm
    loss_form: LossForm
    zone: str


def deal_page(record: Record, user: User, now: datetime, here: str) -> DealPage:
    """For a record that the person may see."""
    deal = Deal.objects.select_related("lead").get(pk=record.pk)
    speaker = speaker_of(record.version_id) if record.version_id else None
    return DealPage(
        record=record,
        deal=deal,
        amount=money(deal.money) if deal.money else "",
        card=card_of(record, now),
        own=fields_of_record(record),
        tasks=tasks_on(record, user, here),
        steps=steps_on(record, person(user), None, now, here=here),
        timeline=timeline_of(record, speaker, now),
        call=call_panel(record, next=here),
        note=note_panel(record, user, next=here),
        files=files_panel(record, user, next=here),
        following=following_panel(record, user, next=here),
        amount_form=AmountForm(initial={"amount": str(deal.money or "")}),
        loss_form=LossForm(),
        zone=Firm.current().zone,
    )

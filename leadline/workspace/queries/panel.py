"""The panel beside Today: all that is needed to do one thing, and the form that does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from leadline.access.actor import person
from leadline.access.models import Firm, User
from leadline.automation.models import HeldStep
from leadline.core.models import Event
from leadline.leads.models import Lead
from leadline.playbooks.explain.speaker import Speaker
from leadline.records.models import Record
from leadline.service.models import Errand
from leadline.work.models import Task, TaskKind
from leadline.work.panels import CallPanel, TaskPanel, call_panel, task_panel
from leadline.workspace.forms import RefusalForm
from leadline.workspace.queries.later import Later, later_of
from leadline.workspace.queries.lead import Hit, Promise, hits_of, promises_of, spoken, stops_of
from leadline.workspace.queries.needs import Need, needs_of
from leadline.workspace.queries.person import PersonCard, card_of
from leadline.workspace.queries.steps import StepPanel, panel_of_step
from leadline.workspace.queries.talks import TalkCard, talks_of
from leadline.workspace.queries.timeline import Entry, entry_of, timeline_of
from leadline.workspace.queries.trial import TrialCard, trials_of
from leadline.workspace.queries.way import Stop
from leadline.workspace.reading import Reading, reading_of

CONTACTS = ("real conversation", "call logged", "letter sent", "letter sent by a person",
            "registered again", "lead opened")  # fmt: skip
RECENT = 5
BACK = "/"


@dataclass(frozen=True)
class Panel:
    """One of task, step, errand and call is there: the form by which the thing is done.

    lead, hits, trial: the evidence beside a decision, of a lead alone; None and empty elsewhere.
    talks: what to say at this stage; other_talks: how many more the record's page has.
    is_decided: it is a decision, whose form stands right below its evidence. later: of a promise.
    """

    key: str
    title: str
    record: Record
    stage: str
    card: PersonCard | None
    stops: Sequence[Stop]
    promises: Sequence[Promise]
    last_contact: Entry | None
    missing: Sequence[Need]
    talks: Sequence[TalkCard]
    other_talks: int
    recent: Sequence[Entry]
    task: TaskPanel | None
    step: StepPanel | None
    errand: Errand | None
    call: CallPanel | None
    lead: Lead | None
    hits: Sequence[Hit]
    trial: TrialCard | None
    refusal_form: RefusalForm
    zone: str
    is_decided: bool = False
    later: Later | None = None
    next: str = BACK


def panel_of(
    record: Record, user: User, key: str, title: str, now: datetime, back: str = BACK
) -> Panel:
    """key: "t7" a task, "e7" an errand, "r7" a promise of the record. back: where it leads."""
    reading = reading_of(record, now)
    speaker = reading.speaker if reading else None
    entries = timeline_of(record, speaker, now).entries
    talks = talks_of(reading, user, now)
    task, step = _task(key, user, reading, back), _step(key, record, user, speaker, now, back)
    is_decided = step is not None or _is_decision(task)
    return Panel(
        key=key,
        title=title,
        record=record,
        stage=speaker.word(record.stage) if speaker else record.stage,
        card=card_of(record, now),
        stops=_near(stops_of(reading)),
        promises=promises_of(reading, user, now),
        last_contact=_last_contact(record, speaker, now),
        missing=needs_of(reading).missing if reading else (),
        talks=[one for one in talks if one.is_here],
        other_talks=sum(1 for one in talks if not one.is_here),
        recent=entries[:RECENT],
        task=None if step else task,
        step=step,
        errand=_errand(key),
        call=call_panel(record, next=back) if key.startswith("r") else None,
        **_evidence(record, is_decided),
        is_decided=is_decided,
        later=later_of(reading) if key.startswith("r") else None,
        refusal_form=RefusalForm(),
        zone=Firm.current().zone,
        next=back,
    )


def _is_decision(panel: TaskPanel | None) -> bool:
    return panel is not None and panel.row.task.kind == TaskKind.DECIDE


def _evidence(record: Record, is_decided: bool) -> dict[str, Any]:
    """What somebody decides upon, so that the record need not be opened first."""
    lead = Lead.objects.filter(pk=record.pk).first() if is_decided else None
    if lead is None:
        return {"lead": None, "hits": (), "trial": None}
    return {"lead": lead, "hits": hits_of(record), "trial": trials_of(record)}


def _near(stops: Sequence[Stop]) -> Sequence[Stop]:
    """As many knots as a narrow panel can name: one behind, the present one, two ahead."""
    here = next((index for index, one in enumerate(stops) if one.state == "now"), 0)
    return stops[max(0, here - 1) : here + 3]


def _task(key: str, user: User, reading: Reading | None, back: str) -> TaskPanel | None:
    rows = Task.objects.select_related("record__person", "assignee")
    task = rows.filter(pk=int(key[1:])).first() if key.startswith("t") else None
    if task is None:
        return None
    return spoken(task_panel(task, user, next=back), reading)


def _step(
    key: str, record: Record, user: User, speaker: Speaker | None, now: datetime, back: str
) -> StepPanel | None:
    """What a task of automation's own is about: a step that it held back."""
    if not key.startswith("t"):
        return None
    step = HeldStep.objects.filter(task=int(key[1:])).first()
    return panel_of_step(step, record, person(user), speaker, now, here=back) if step else None


def _errand(key: str) -> Errand | None:
    if not key.startswith("e"):
        return None
    rows = Errand.objects.select_related("entitlement__product", "entitlement__lead")
    return rows.filter(pk=int(key[1:])).first()


def _last_contact(record: Record, speaker: Speaker | None, now: datetime) -> Entry | None:
    """The latest time that we heard of each other."""
    rows = Event.objects.filter(stream=Record.stream, stream_id=record.pk, name__in=CONTACTS)
    event = rows.order_by("-seq").first()
    return entry_of(event, speaker, now) if event else None

"""Steps that automation held back: why, what still stands against them, and who may pass it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from leadline.automation.effects import door_of
from leadline.automation.guards import Standing, standing_against
from leadline.automation.models import HeldStep
from leadline.automation.written import read
from leadline.core.actor import Actor
from leadline.core.batch import Batch
from leadline.playbooks.explain.speaker import Speaker
from leadline.records.models import Record
from leadline.work.models import OPEN


@dataclass(frozen=True)
class StepPanel:
    """One step with what is to be done about it.

    said: why it was not done. was_forbidden: by a rule of the playbook. stands: the rules that
    still forbid it; none means that it can be tried again. is_late: it only came too late.
    """

    pk: int
    act: str
    about: str
    record_id: int
    said: str
    due_at: datetime
    is_late: bool
    was_forbidden: bool
    stands: Sequence[Standing]
    next: str = ""

    @property
    def may_pass(self) -> bool:
        """Whether this person may pass all that stands against it."""
        return bool(self.stands) and all(one.may_pass for one in self.stands)


def steps_on(
    record: Record, actor: Actor, speaker: Speaker | None, now: datetime, *, here: str = ""
) -> list[StepPanel]:
    """What is held back for a record, the oldest first."""
    rows = HeldStep.objects.filter(record=record, task__in=record.tasks.filter(OPEN))
    return [panel_of_step(one, record, actor, speaker, now, here=here) for one in rows]


def panel_of_step(
    step: HeldStep,
    record: Record,
    actor: Actor,
    speaker: Speaker | None,
    now: datetime,
    *,
    here: str = "",
) -> StepPanel:
    return StepPanel(
        pk=step.pk,
        act=spoken_act(step.what, speaker),
        about=record.title,
        record_id=record.pk,
        said=spoken_reason(step.said, speaker),
        due_at=step.due_at,
        was_forbidden=step.is_forbidden,
        is_late=step.because == HeldStep.Because.LATE,
        stands=_against(step, record, actor, now),
        next=here,
    )


def spoken_act(what: str, speaker: Speaker | None) -> str:
    """An act of the playbook in the reader's language: whole, else its verb and its object."""
    if speaker is None:
        return what
    whole = speaker.word(what)
    verb, _space, object = what.partition(" ")
    return whole if whole != what else f"{speaker.word(verb)} {speaker.word(object)}".strip()


def spoken_reason(said: str, speaker: Speaker | None) -> str:
    """A rule's own words as its playbook translates them; a sentence of ours by its msgid."""
    of_playbook = speaker.word(said) if speaker else said
    return of_playbook if of_playbook != said else _(said) if said else ""


def _against(step: HeldStep, record: Record, actor: Actor, now: datetime) -> tuple[Standing, ...]:
    """What the guards say now; one that this person could pass is still told as standing."""
    if not step.is_forbidden:
        return ()
    effect = read(step.effect)
    name, given = door_of(effect)
    unopened = Batch(actor, now)  # only remembers what it was asked; nothing is written
    return standing_against(unopened, record, name, given)

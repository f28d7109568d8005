"""What people do to the worker, and with the steps that it held back."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.access.policy import let
from leadline.access.queries import has_role
from leadline.access.roles import MANAGER, reserve
from leadline.automation import events
from leadline.automation.actions import telling
from leadline.automation.effects import carry_out
from leadline.automation.holding import REASONS
from leadline.automation.models import Confirmation, HeldStep, Worker
from leadline.automation.statement import (
    confirmations,
    confirmed_text,
    refuse_running,
    statement_of,
)
from leadline.automation.written import read
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.allowed import those_allowed
from leadline.core.batch import Batch, heed_writing
from leadline.core.errors import Invalid, Refused, Stale
from leadline.playbooks.events import CONFIRMED
from leadline.playbooks.models import Published
from leadline.playbooks.versions import definition_of
from leadline.playbooks.walk import rules_of
from leadline.records.models import Record
from leadline.work.actions.finishing import open_one
from leadline.work.models import Task


@action(_("let automation go on"), _("Lets go what was held back."), events=(events.LET_GO,))
def let_go(batch: Batch, worker: Worker) -> None:
    """What is due now happens; what comes late is done, skipped or asked about."""
    if worker.is_held:
        batch.change(worker, held_at=None, held_because="")
        batch.happened(worker, events.LET_GO)


@action(_("hold automation"), _("Holds back everything until somebody lets it go."))
def hold_back(batch: Batch, worker: Worker) -> None:
    """Nothing leaves and nothing happens by itself from now on."""
    if not worker.is_held:
        batch.change(worker, held_at=batch.now, held_because="asked")
        batch.happened(worker, events.HELD, reason=REASONS["asked"])


@action(
    _("release step"),
    _("Does what automation held back."),
    events=(events.STEP_RELEASED,),
)
def release_step(batch: Batch, record: Record, *, step: HeldStep) -> None:
    """The same act once more, under the same key, now by a person.

    Raises Refused, and says why, while something still stands against it.
    """
    task = _open(batch, record, step)
    carry_out(batch, record, read(step.effect), step.why)
    batch.change(task, done_at=batch.now, done_by_id=batch.actor.user_id)
    batch.happened(record, events.STEP_RELEASED, step=step.what)


@action(_("drop step"), _("Gives up what automation held back."), events=(events.STEP_DROPPED,))
def drop_step(batch: Batch, record: Record, *, step: HeldStep, reason: str = "") -> None:
    """It is not done any more; what waited for it goes on without it."""
    task = _open(batch, record, step)
    given = reason.strip()[:200] or gettext("no reason given")
    batch.change(task, withdrawn_at=batch.now, withdrawn_because=given)
    waits = step.effect["awaited"]
    ends: dict[str, Any] = {"finishes": step.key, "failed": given} if waits else {}
    batch.happened(record, events.STEP_DROPPED, step=step.what, reason=given, **ends)


@action(
    _("release steps"), _("Does all of what automation held back."), events=(events.STEP_RELEASED,)
)
def release_steps(batch: Batch, subject: None, *, steps: Sequence[HeldStep]) -> int:
    """How many were done; what is still refused stays, and its own page says why."""
    batch.lock([step.record for step in steps])
    release = partial(release_step.within, batch)
    return those_allowed(batch, (partial(release, one.record, step=one) for one in steps))


@action(
    _("drop steps"), _("Gives up all of what automation held back."), events=(events.STEP_DROPPED,)
)
def drop_steps(batch: Batch, subject: None, *, steps: Sequence[HeldStep]) -> int:
    """How many were given up."""
    batch.lock([step.record for step in steps])
    for step in steps:
        drop_step.within(batch, step.record, step=step)
    return len(steps)


@action(
    _("confirm statement"),
    _("Confirms for one side what the statement of a month says."),
    events=(CONFIRMED,),
)
def confirm_statement(
    batch: Batch, subject: None, *, playbook: str, month_on: date, role: str, figures: str
) -> Confirmation:
    """figures: as they were read. Only somebody with the role confirms, and nobody for two sides.

    Raises Stale where the figures have changed since, and Refused while the month is not over.
    """
    published = Published.objects.select_for_update().filter(name=playbook).first()
    if published is None or published.current_id is None or role not in _confirming(published):
        raise Invalid(gettext("This statement asks for no such confirmation."))
    refuse_running(month_on, batch.now)
    if confirmed_text(statement_of(published, month_on)) != figures:
        raise Stale(gettext("The figures have changed since. Read them again."))
    given = confirmations(published, month_on)
    if role in given:
        return given[role]
    user = User.objects.filter(pk=batch.actor.user_id or 0).first()
    if user is None or not has_role(user, role):
        told = gettext("Only somebody with the role %(role)s confirms here.")
        raise Refused(told % {"role": role})
    if any(one.user_id == user.pk for one in given.values()):
        raise Refused(gettext("You have confirmed already. Somebody else does for the other side."))
    [published] = batch.lock([published])
    month = f"{month_on:%Y-%m}"
    batch.happened(published, CONFIRMED, by=str(user), month=month, role=role)
    return batch.add(
        Confirmation(playbook=published, month_on=month_on, role=role, user=user,
                     confirmed_at=batch.now, figures=figures)
    )  # fmt: skip


def _confirming(published: Published) -> tuple[str, ...]:
    """The roles that sign the promises."""
    agreement = rules_of(definition_of(published.current_id or 0)).agreement
    return agreement.signed_by if agreement else ()


def _open(batch: Batch, record: Record, step: HeldStep) -> Task:
    if step.record_id != record.pk:
        raise Refused(gettext("This belongs to another record."))
    return open_one(batch, record, step.task)


reserve("let automation go on", MANAGER)
reserve("hold automation", MANAGER)
let(ActorKind.PERSON, "confirm statement")


heed_writing(telling.heed)

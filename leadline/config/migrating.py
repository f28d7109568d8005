"""What `leadline playbook migrate` prints, and how it is told where records of gone stages go."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from leadline.automation.actions.migrating import move_records
from leadline.automation.migrating.plan import Part, Plan, Wanted, plan_of
from leadline.automation.migrating.working import move_due
from leadline.automation.models import VersionMove
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.playbooks.models import Published

Say = Callable[[str], Any]


def mapping_in(texts: Sequence[str]) -> dict[str, dict[str, str]]:
    """`Process/Old stage=New stage`, each. Raises ValueError for anything else."""
    found: dict[str, dict[str, str]] = {}
    for text in texts:
        left, equals, to = text.partition("=")
        process, slash, stage = left.partition("/")
        if not (equals and slash and process.strip() and stage.strip() and to.strip()):
            raise ValueError(text)
        found.setdefault(process.strip(), {})[stage.strip()] = to.strip()
    return found


def say_plan(plan: Plan, say: Say) -> None:
    facts = {"playbook": plan.playbook, "number": plan.number}
    say(_("%(playbook)s: to version %(number)s") % facts)
    for part in plan.parts:
        say("  " + _said(part))
        for heading, names in (
            (_("goes on"), part.kept),
            (_("is left behind"), part.gone),
            (_("is new"), part.fresh),
        ):
            if names:
                say(f"    {heading}: {', '.join(names)}")
    say(_("%(goes)s go over, %(stays)s stay.") % {"goes": plan.goes, "stays": plan.stays})


def move_now(published: Published, mapping: Wanted, say: Say) -> VersionMove:
    """To its end, here and now; what is cut off goes on with the worker.

    Raises Refused, also where another version was put in force meanwhile: its plan is told then.
    """
    assert published.current is not None
    number = published.current.number
    move = move_records(AUTOMATION, None, playbook=published.name, number=number, mapping=mapping)
    while VersionMove.objects.filter(pk=move.pk, finished_at=None).exists():
        move_due(clock.now())
    move.refresh_from_db()
    say(_("%(goes)s go over, %(stays)s stay.") % {"goes": move.moved, "stays": move.stayed})
    if move.overtaken_by is not None:
        published.refresh_from_db()
        say_plan(plan_of(published, mapping), say)
        told = _("Version %(number)s was put in force meanwhile; the others stay.")
        raise Refused(told % {"number": move.overtaken_by.number})
    return move


def _said(part: Part) -> str:
    facts = {"version": part.version, "process": part.process, "stage": part.stage,
             "records": part.records, "to": part.to}  # fmt: skip
    if part.why_not:
        said = _("version %(version)s, %(process)s · %(stage)s: %(records)s stay")
        return f"{said % facts}: {_(part.why_not.value)}"
    return _("version %(version)s, %(process)s · %(stage)s: %(records)s → %(to)s") % facts

"""What happens to the worker itself, and what automation notes of a record."""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

HELD = event("worker held", _("Automation waits for a person: {reason}"))
LET_GO = event("worker let go", _("Automation goes on"))
CLOCK_MET = event("clock met", _("“{clock}” was kept"), also=("late", "due_at"))
FOLLOWED = event("version followed", _("Goes on by version {to} of its playbook, not {from}"))
GATE_PASSED = event(
    "gate passed",
    _("Went on to {stage} although something was missing: {reason}"),
    erases=("reason",),
)

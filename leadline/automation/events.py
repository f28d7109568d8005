"""What happens to the worker itself, and what automation notes of a record."""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

HELD = event("worker held", _("Automation waits for a person: {reason}"))
LET_GO = event("worker let go", _("Automation goes on"))
CLOCK_MET = event("clock met", _("“{clock}” was kept"), also=("late", "due_at"))
FOLLOWED = event("version followed", _("Goes on by version {to} of its playbook, not {from}"))
MOVED = event(
    "moved to version",
    _("Moved to version {to} of its playbook, from version {from}"),
    also=("stage_before", "stage", "dropped"),
)
DEFINITION_SIGNED = event(
    "definition signed", _("Both sides have signed what is sales-ready"), also=("was",)
)
TOLD_ANSWERS = event(
    "party answers changed", _("Learned elsewhere: {fields}"), also=("was",), erases=("was",)
)
GUARD_PASSED = event(
    "guard passed",
    _("Did “{action}” although a rule forbids it ({rule}): {reason}"),
    also=("place",),
    erases=("reason",),
)
STEP_HELD = event("step held", _("Not done by itself: {step}. {reason}"), also=("place",))
STEP_RELEASED = event("step released", _("Done after all: {step}"))
STEP_DROPPED = event(
    "step dropped",
    _("Given up: {step} ({reason})"),
    also=("finishes", "failed"),
    erases=("reason", "failed"),
)
STEP_SKIPPED = event(
    "step skipped",
    _("Skipped, because its time had passed: {step}"),
    also=("due_at", "finishes", "failed"),
)
GATE_PASSED = event(
    "gate passed",
    _("Went on to {stage} although something was missing: {reason}"),
    erases=("reason",),
)

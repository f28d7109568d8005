"""What happens to leads."""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

OPENED = event(
    "lead opened",
    _("Asked us through {source}"),
    also=("page", "campaign", "message", "came_back"),
    erases=("message",),
)
JOINED = event(
    "registered again",
    _("Asked us again through {source}"),
    also=("page", "campaign", "message"),
    erases=("message",),
)
LISTED = event("lead listed", _("Came with a bought list: {source}"))
BROUGHT = event("lead brought in", _("Brought in from {source}"))
FIRST_INTERACTION = event("first interaction", _("First sign of interest: {what}"))
QUALIFIED = event(
    "lead qualified", _("Sales-qualified: {company} has a deal with us now"), also=("deal_id",)
)
CONTACT_MADE = event("contact made", _("A contact of ours from now on: {status}"))
RESPONDED = event(
    "contact responded", _("Shows interest again through {source}"), also=("lead_id", "was")
)
EXPANSION_OPENED = event(
    "expansion lead opened", _("A contact of ours shows interest: cycle {cycle}")
)
CYCLE_ENDED = event(
    "cycle of contact ended", _("Their lead has ended: {stage}"), also=("lead_id", "was")
)
TAKEN_UP = event(
    "contact taken up", _("Goes on as {name}, who is the same person"), erases=("name",)
)
PARTED = event("contact parted", _("Goes on alone: they are two people after all"))
SCREENED = event(
    "screening hit",
    _("Found on a list: {entries}"),
    also=("evidence",),
    erases=("entries", "evidence"),
)
RESCORED = event("lead rescored", _("Scored anew: {score}, before {before}"), also=("rules", "was"))
UNSCORED = event(
    "lead score ended", _("Has no score any more, before {before}"), also=("rules", "was")
)
ALL_SCORED_AGAIN = event("all leads scored again", _("All leads are scored anew by rules {number}"))
SCORE_ENDED = event(
    "score ended", _("The playbook gives no points any more: no score by rules {number} holds")
)
REVIEWED = event(
    "score reviewed",
    _("Rules {number} of the score were reviewed: {note}"),
    erases=("note",),
)

"""The worker's part of reports: the roll-ups follow what happened, within a second or so."""

from leadline.automation.jobs import add_job
from leadline.automation.worker import Job
from leadline.reports.actions.folding import fold_next

add_job(Job("roll-ups", fold_next, when_held=True))

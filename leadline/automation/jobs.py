"""What the worker does in every round, in this order."""

from datetime import datetime

from leadline.automation.answering import answer_due
from leadline.automation.following import follow_versions
from leadline.automation.notices import mail_notices
from leadline.automation.worker import Job
from leadline.mail.jobs import send_due
from leadline.service.jobs import call_due_errands, tell_late_errands


def _letters(now: datetime) -> int:
    return send_due(now).total


def all_jobs() -> list[Job]:
    """Records are answered first; what leaves the house is held while the worker is."""
    return [
        Job("records", answer_due),
        Job("versions", follow_versions),
        Job("errands", call_due_errands),
        Job("late errands", tell_late_errands),
        Job("letters", _letters),
        Job("notices", mail_notices),
    ]

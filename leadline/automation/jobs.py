"""What the worker does in every round, in this order."""

from datetime import datetime

from leadline.automation.answering import answer_due
from leadline.automation.following import follow_versions
from leadline.automation.scoring import rescore_due
from leadline.automation.worker import Job
from leadline.intake.forecasting import forecast_due
from leadline.intake.jobs import finish_waiting, read_in
from leadline.mail.digests import mail_digests
from leadline.mail.jobs import send_due
from leadline.mail.notices import mail_notices
from leadline.records.preparing import prepare_due
from leadline.service.jobs import call_due_errands, tell_late_errands


def _letters(now: datetime) -> int:
    return send_due(now).total


_added: list[Job] = []


def add_job(job: Job) -> None:
    """A later app has work for every round, too; it says so when it is ready."""
    _added.append(job)


def all_jobs() -> list[Job]:
    """Records are answered first; what leaves the house is held while the worker is."""
    return [
        Job("records", answer_due),
        Job("versions", follow_versions),
        Job("scores", rescore_due),
        Job("arrivals", finish_waiting),
        Job("imports", read_in),
        Job("errands", call_due_errands),
        Job("late errands", tell_late_errands),
        Job("letters", _letters),
        Job("notices", mail_notices),
        Job("digests", mail_digests),
        Job("forecasts", forecast_due, when_held=True),
        Job("lists", prepare_due, when_held=True),
        *_added,
    ]

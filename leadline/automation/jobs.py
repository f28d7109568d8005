"""What the worker does in every round, in this order."""

from datetime import datetime

from leadline.automation.actions.telling import tell_answers
from leadline.automation.answering import answer_due
from leadline.automation.following import follow_versions
from leadline.automation.migrating.working import move_due
from leadline.automation.models import Learned
from leadline.automation.rehearsal.working import rehearse_due
from leadline.automation.scoring import rescore_due
from leadline.automation.signing import tell_signed
from leadline.automation.worker import Job
from leadline.channel.jobs import tell_late_partners, write_to_partners
from leadline.core.actor import AUTOMATION
from leadline.core.batch_size import at_once
from leadline.core.remembered import remembering
from leadline.deals.jobs import tell_customers
from leadline.intake.forecasting import forecast_due
from leadline.intake.jobs import finish_waiting, read_in, take_back_due, tell_viewed
from leadline.leads.scorecard.due import learn_due
from leadline.mail.digests import mail_digests
from leadline.mail.jobs import send_due
from leadline.mail.notices import mail_notices
from leadline.records.preparing import prepare_due
from leadline.service.jobs import call_due_errands, tell_late_errands
from leadline.work.jobs import route_due

SLICE, FEW = 500, 40  # records in one transaction; few where it keeps every writer waiting


def tell_learned(now: datetime) -> int:
    """Tells the next records what was learned of their parties; returns how many were looked at.

    Of several parties one after another, as many records as one transaction of the worker takes.
    """
    most, done = at_once(SLICE, FEW), 0
    with remembering():
        while done < most and Learned.objects.exists():  # beginning to write makes others wait
            done += tell_answers(AUTOMATION, None, most=most)
    return done


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
        Job("signed", tell_signed),
        Job("waiting", route_due),
        Job("new customers", tell_customers),
        Job("versions", follow_versions),
        Job("version moves", move_due),
        Job("answers", tell_learned),
        Job("scores", rescore_due),
        Job("learned points", learn_due, when_held=True),
        Job("arrivals", finish_waiting),
        Job("imports", read_in),
        Job("page views", tell_viewed),
        Job("imports taken back", take_back_due, when_held=True),
        Job("errands", call_due_errands),
        Job("late errands", tell_late_errands),
        Job("late partners", tell_late_partners),
        Job("letters", _letters),
        Job("letters to partners", write_to_partners),
        Job("notices", mail_notices),
        Job("digests", mail_digests),
        Job("forecasts", forecast_due, when_held=True),
        Job("lists", prepare_due, when_held=True),
        Job("rehearsals", rehearse_due, when_held=True),
        *_added,
    ]

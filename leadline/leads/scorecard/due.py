"""The worker learns points that somebody has asked for: one playbook after another, in turns."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import OperationalError
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import Firm
from leadline.core.actor import AUTOMATION
from leadline.core.pausing import Paused, Pausing, one_turn
from leadline.leads.actions.learning import note_learned_score
from leadline.leads.score.models import ScoreFit
from leadline.leads.scorecard.closed import Which, reading_closed_leads
from leadline.leads.scorecard.proposing import in_words_of
from leadline.leads.scorecard.table import Table
from leadline.leads.scorecard.told import learning, too_few
from leadline.playbooks.versions import definition_of

log = logging.getLogger(__name__)
MOST = 20_000  # leads, the newest ends: a minute of work at most
TURN = 2.0  # seconds of one turn of the worker
BROKEN = _("Something went wrong; the log of the worker says what.")


def learn_due(now: datetime) -> int:
    """One turn at what was asked for first; nothing is locked meanwhile. 1 while there is more.

    One that fails says so, and that is all. What a worker that ends has begun is begun anew.
    """
    fit = ScoreFit.objects.filter(finished_at=None).select_related("playbook", "user")
    one = fit.order_by("asked_at", "pk").first()
    if one is None:
        _working.clear()
        return 0
    try:
        found = _turn(one)
    except OperationalError:  # the database is busy or away: it is tried again
        raise
    except Exception:  # whoever asked must not wait for ever
        log.exception("Points for %s could not be learned.", one)
        found = Found(reason=BROKEN)
    if isinstance(found, Found):
        _note(one, found)
    return 1


@dataclass(frozen=True)
class Found:
    """told: see `leads.scorecard.told`. few: of whom there was not enough to learn from."""

    told: Mapping[str, object] = field(default_factory=dict)
    few: Table | None = None
    reason: str = ""


def _turn(one: ScoreFit) -> Found | Paused:
    """The work of an earlier turn is taken up; when it ends or fails it is forgotten."""
    key = one.pk, one.asked_at
    work = _working.get(key) or learning_for(one)
    _working.clear()
    found = one_turn(work, TURN)
    if isinstance(found, Paused):
        _working[key] = work
    return found


def _note(one: ScoreFit, found: Found) -> None:
    """In the language of whoever asked."""
    with translation.override(one.user.language if one.user and one.user.language else "en"):
        reason = gettext(found.reason) if found.reason else ""
        if found.few is not None:
            reason = too_few(found.few)
    note_learned_score(AUTOMATION, None, fit=one, told=found.told, reason=reason)


def learning_for(one: ScoreFit) -> Pausing[Found]:
    table = yield from reading_table_for(one)
    try:
        found = yield from learning(table)
    except ValueError:
        return Found(few=table)
    catalogue = definition_of(one.playbook.current_id or 0).catalogue
    return Found(replace(found, lines=in_words_of(catalogue, found.lines)).json())


def reading_table_for(one: ScoreFit) -> Pausing[Table]:
    """What is to be learned from; fields that are not there any more are left out anyway."""
    zone = ZoneInfo(Firm.current().zone)
    since = datetime.combine(one.since_on, time(), zone) if one.since_on else None
    table = yield from reading_closed_leads(one.playbook, Which(MOST, since))
    supplied = table.supplied_by if one.is_at_capture else {}
    gone = {name for name in table.columns if name in one.without or supplied.get(name)}
    return table.but(gone)


_working: dict[tuple[int, datetime], Pausing[Found]] = {}  # the one that this process works on

"""The worker learns points that somebody has asked for: one playbook in a round."""

import logging
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from leadline.access.models import Firm
from leadline.core.actor import AUTOMATION
from leadline.leads.actions.learning import note_learned_score
from leadline.leads.score.models import ScoreFit
from leadline.leads.scorecard.closed import Which, closed_leads
from leadline.leads.scorecard.proposing import in_words_of
from leadline.leads.scorecard.table import Table
from leadline.leads.scorecard.told import learned, too_few
from leadline.playbooks.versions import definition_of

log = logging.getLogger(__name__)
MOST = 20_000  # leads, the newest ends: a minute of work at most


def learn_due(now: datetime) -> int:
    """Learns the next; nothing is locked meanwhile. One that fails says so, and that is all."""
    fit = ScoreFit.objects.filter(finished_at=None).select_related("playbook", "user")
    one = fit.order_by("asked_at", "pk").first()
    if one is None:
        return 0
    with translation.override(one.user.language if one.user and one.user.language else "en"):
        told, reason = _learned(one)
    note_learned_score(AUTOMATION, None, fit=one, told=told, reason=reason)
    return 1


def _learned(one: ScoreFit) -> tuple[dict[str, object], str]:
    try:
        table = table_for(one)
        try:
            found = learned(table)
            catalogue = definition_of(one.playbook.current_id or 0).catalogue
            return replace(found, lines=in_words_of(catalogue, found.lines)).json(), ""
        except ValueError:
            return {}, too_few(table)
    except Exception:  # whoever asked must not wait for ever
        log.exception("Points for %s could not be learned.", one)
        return {}, _("Something went wrong; the log of the worker says what.")


def table_for(one: ScoreFit) -> Table:
    """What is to be learned from; fields that are not there any more are left out anyway."""
    zone = ZoneInfo(Firm.current().zone)
    since = datetime.combine(one.since_on, time(), zone) if one.since_on else None
    table = closed_leads(one.playbook, Which(MOST, since))
    supplied = table.supplied_by if one.is_at_capture else {}
    gone = {name for name in table.columns if name in one.without or supplied.get(name)}
    return table.but(gone)

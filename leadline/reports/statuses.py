"""The lead statuses of the field, in the order of the funnel, with their long names."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leadline.playbooks.checks.statuses import status_of
from leadline.playbooks.definition import Process

RAW, INQUIRY, MAQL, LAL, MQL, SAL, SQL = "Raw", "Inquiry", "MAQL", "LAL", "MQL", "SAL", "SQL"
RE_MARKET, DISQUALIFIED, EXPANSION = "Re-Market", "Disqualified", "expansion"
MAIN = (RAW, INQUIRY, MAQL, LAL, MQL, SAL, SQL)  # the way down the funnel
ALL = (*MAIN, RE_MARKET, DISQUALIFIED)
PLACE: Mapping[str, int] = {name: place for place, name in enumerate(ALL)}
LONG: Mapping[str, Promise] = {
    RAW: _("Never heard of us, such as a bought list"),
    INQUIRY: _("Showed interest"),
    MAQL: _("Qualified by marketing automation"),
    LAL: _("Accepted by lead development"),
    MQL: _("Passed on by marketing as qualified"),
    SAL: _("Accepted by sales"),
    SQL: _("Qualified by sales"),
    RE_MARKET: _("Not ready yet, kept in mind"),
    DISQUALIFIED: _("Will never buy"),
}


def statuses_of(process: Process) -> dict[str, str]:
    """The lead status that each stage stands for; stages that stand for none are left out."""
    found = {name: status_of(stage, process) for name, stage in process.stages.items()}
    return {name: status for name, status in found.items() if status in PLACE}

"""The numbers behind each picture as rows of a file; the first row holds the headings."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from leadline.reports.facts import EXPANSION
from leadline.reports.queries.cohorts import CohortsPage
from leadline.reports.queries.flow import FlowPage
from leadline.reports.queries.funnel import FunnelPage
from leadline.reports.queries.sources import SourcesPage
from leadline.reports.queries.speed import SpeedPage
from leadline.reports.queries.unusual import UnusualPage

Rows = list[Sequence[object]]


def of_funnel(page: FunnelPage) -> Rows:
    """The statuses, and below them the times in seconds."""
    rows: Rows = [
        [_("Status"), _("Leads"), _("Skipped"), _("% of the one before"), _("Worth each")]
    ]
    rows += [[one.status, one.number, one.skipped, one.exact, one.worth] for one in page.steps]
    rows += [[status, number, "", "", ""] for status, _name, number, _link in page.aside]
    rows.append([])
    rows.append([_("Way"), _("Leads"), _("Seconds: a quarter"), _("half"), _("three quarters")])
    for one in page.times:
        found = one.quantiles
        values = (found.quarter, found.median, found.three_quarters)
        rows.append([one.pair, found.number, *(round(value) for value in values)])
    rows.append([])
    rows.append([_("Funnel"), _("Leads"), "SQL", _("% of all"), _("Deals won")])
    for each in page.both:
        name = _("Known contacts") if each.funnel == EXPANSION else _("New people")
        rows.append([name, each.leads, each.qualified, each.exact, each.won])
    rows.append([])
    rows.append([_("Cycle"), _("Leads")])
    return [*rows, *([number, leads] for number, leads, _link in page.cycles)]


def of_cohorts(page: CohortsPage) -> Rows:
    """Numbers and shares of each cohort."""
    headings = [text for one, _name in page.statuses for text in (one, f"{one} %")]
    rows: Rows = [[_("Cohort"), *headings]]
    for line in [*page.lines, *([page.total] if page.total else [])]:
        rows.append([line.label, *(x for one in line.figures for x in (one.number, one.exact))])
    return rows


def of_flow(page: FlowPage) -> Rows:
    rows: Rows = [[_("From"), _("To"), _("Leads")]]
    return [*rows, *([arc.first, arc.second, arc.number] for arc in page.arcs)]


def of_speed(page: SpeedPage) -> Rows:
    rows: Rows = [[_("First attempt after"), _("Leads"), _("Share"), _("Up to here")]]
    rows += [[bar.label, bar.number, bar.share, bar.running] for bar in page.bars]
    return [*rows, [_("Not yet"), page.untouched, "", ""]]


def of_unusual(page: UnusualPage) -> Rows:
    rows: Rows = [[_("Unusual flow"), _("Leads"), _("Share"), _("How it is counted")]]
    return [*rows, *([one.name, one.number, one.share, one.counted] for one in page.flows)]


def of_sources(page: SourcesPage) -> Rows:
    rows: Rows = [
        [_("Source") if page.by == "source" else _("Campaign"), _("Inquiries"), _("Passed on"),
         _("Accepted"), _("Qualified"), _("Sent back"), _("% sent back"), _("Reasons"),
         _("Revenue"), _("Cost"), _("Cost per accepted lead")]
    ]  # fmt: skip
    for one in [*page.lines, *([page.total] if page.total else [])]:
        numbers = [one.inquiries, one.passed, one.accepted, one.qualified, one.rejected]
        rows.append([one.label, *numbers, one.rate, one.reasons, one.revenue, one.spent, one.cost])
    return rows

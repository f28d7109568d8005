"""What the roll-ups need to know of leads, of any number of them in as many queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Min

from leadline.access.models import Firm
from leadline.conditions.catalogue import normalised
from leadline.core.models import Event
from leadline.deals.actions import WON
from leadline.deals.models import Deal
from leadline.leads.events import BROUGHT, JOINED
from leadline.leads.models import Lead
from leadline.playbooks.versions import readable
from leadline.records.models import Record, StageVisit
from leadline.reports.credit import Touch, credits
from leadline.reports.facts import ACQUISITION, EXPANSION, Facts
from leadline.reports.models import Credit
from leadline.reports.statuses import DISQUALIFIED, statuses_of
from leadline.reports.ways import AGAIN, CONTACT, TWO_DEALS, Stay, way_of
from leadline.work.models import Call

MOST_ATTEMPTS = 7
ATTEMPTS = "attempts"  # the answer by which another system says how often it had called
# Texts that nothing here counts; reading them cost more than the rest of the lead.
UNREAD = ("message", "utm", "referrer", "landing_page", "record__state")


@dataclass
class Known:
    """Everything about some leads, by the record's number.

    open_deals: how many a person has. touches: of those whose deal was won, by person. chosen: the
    campaigns to which somebody credits them.
    """

    zone: ZoneInfo
    leads: list[Lead]
    visits: Mapping[int, list[StageVisit]] = field(default_factory=dict)
    brought: frozenset[int] = frozenset()
    calls: Mapping[int, tuple[int, datetime]] = field(default_factory=dict)
    deals: Mapping[int, Deal] = field(default_factory=dict)
    open_deals: Mapping[int, int] = field(default_factory=dict)
    touches: Mapping[int, list[Touch]] = field(default_factory=dict)
    chosen: Mapping[int, str] = field(default_factory=dict)


def leads_of(records: Collection[int]) -> list[int]:
    """The leads that these records are, that these deals grew out of, and all of their people's."""
    grown = Deal.objects.filter(record__in=records, lead__isnull=False)
    ids = {*records, *grown.values_list("lead_id", flat=True)}
    leads = Lead.objects.filter(pk__in=ids)
    people = leads.filter(record__person__isnull=False).values("record__person")
    theirs = Lead.objects.filter(record__person__in=people)
    return sorted({*leads.values_list("pk", flat=True), *theirs.values_list("pk", flat=True)})


def facts_of_leads(ids: Collection[int]) -> dict[int, Facts]:
    """What is counted of each lead, by its record's number; some count nowhere."""
    known = _load(ids)
    found = {lead.pk: _facts(lead, known) for lead in known.leads}
    return {pk: facts for pk, facts in found.items() if facts is not None}


def _load(ids: Collection[int]) -> Known:
    rows = Lead.objects.filter(pk__in=ids).select_related("record").defer(*UNREAD)
    known = Known(ZoneInfo(Firm.current().zone), list(rows.order_by("pk")))
    visits: dict[int, list[StageVisit]] = defaultdict(list)
    for visit in StageVisit.objects.filter(record__in=ids).order_by("record", "number"):
        visits[visit.record_id].append(visit)
    known.visits = visits
    brought = Event.objects.filter(stream=Record.stream, stream_id__in=ids, name=BROUGHT.name)
    known.brought = frozenset(brought.values_list("stream_id", flat=True))
    calls = Call.objects.filter(record__in=ids).order_by().values("record")
    known.calls = {
        one["record"]: (one["number"], one["first"])
        for one in calls.annotate(number=Count("pk"), first=Min("called_at"))
    }
    deals = Deal.objects.filter(lead__in=ids).select_related("record")
    known.deals = {deal.lead_id: deal for deal in deals if deal.lead_id}
    _load_people(known)
    return known


def _load_people(known: Known) -> None:
    people = {lead.record.person_id for lead in known.leads if lead.pk in known.deals} - {None}
    still = Record.objects.filter(kind="deal", outcome="", person__in=people)
    rows = still.order_by().values_list("person").annotate(Count("pk"))
    known.open_deals = {person: number for person, number in rows if person is not None}
    won = [lead for lead in known.leads if _is_won(known.deals.get(lead.pk))]
    credited = Credit.objects.filter(record__in=[one.pk for one in won], campaign__isnull=False)
    known.chosen = dict(credited.values_list("record", "campaign__name"))
    known.touches = _touches({lead.record.person_id for lead in won if lead.record.person_id})


def _touches(people: Iterable[int]) -> dict[int, list[Touch]]:
    """Whatever brought each of them in: their leads, and each time they asked again."""
    found: dict[int, list[Touch]] = defaultdict(list)
    whose: dict[int, int] = {}
    ids: dict[str, int] = {}
    leads = Lead.objects.filter(record__person__in=list(people)).select_related("record", "source")
    for lead in leads:
        assert lead.record.person_id is not None
        whose[lead.pk] = lead.record.person_id
        if lead.source:
            ids[str(lead.source)] = lead.source.pk
        found[whose[lead.pk]].append(
            Touch(lead.received_at, lead.source_id or 0, normalised(lead.campaign))
        )
    again = Event.objects.filter(stream=Record.stream, stream_id__in=list(whose), name=JOINED.name)
    for event in again:
        source = ids.get(str(event.data.get("source") or ""), 0)
        campaign = normalised(str(event.data.get("campaign") or ""))[:200]
        found[whose[event.stream_id]].append(Touch(event.occurred_at, source, campaign))
    return found


def _facts(lead: Lead, known: Known) -> Facts | None:
    record, brought = lead.record, lead.pk in known.brought
    statuses = _statuses(record.version_id, record.process)
    stays = [
        Stay(statuses[visit.stage], visit.entered_at, visit.cycle, visit.mark)
        for visit in known.visits.get(lead.pk, ())
        if visit.stage in statuses
    ]
    way = way_of(stays, record.opened_at, frozenset(statuses.values()), brought=brought)
    if way is None:
        return None
    deal = known.deals.get(lead.pk)
    again = lead.previous_id is not None
    contact = lead.is_expansion
    two = deal is not None and deal.record.is_open and _has_two(record, known)
    also = {AGAIN: again and not contact, CONTACT: contact, TWO_DEALS: two}
    number, first = known.calls.get(lead.pk, (0, None))
    return Facts(
        funnel=EXPANSION if contact else ACQUISITION,
        month=_month(record.opened_at, known.zone),
        reached=way.reached,
        entered=way.entered,
        source=lead.source_id or 0,
        campaign=normalised(lead.campaign),
        owner=record.owner_id or 0,
        team=record.team_id or 0,
        cycle=record.cycle,
        moves=way.moves,
        times=way.times,
        unusual=(*way.unusual, *(kind for kind, holds in also.items() if holds)),
        rejected=_reason(record, way.rejected_to) if way.rejected_to else None,
        attempts=min(MOST_ATTEMPTS, max(number, _said(record))),
        speed=-1 if brought or way.reached < 1 else _speed(record, first),
        **_worth(lead, deal, known),
    )


@lru_cache(maxsize=256)
def _statuses(version: int | None, process: str) -> Mapping[str, str]:
    """Of a process in a published version, which never changes."""
    if version is None:
        return {}
    playbook = readable(version)
    found = playbook.processes.get(process) if playbook is not None else None
    return statuses_of(found) if found else {}


def forget_versions() -> None:
    """For tests, in which another playbook may have the number of an earlier one."""
    _statuses.cache_clear()


def _has_two(record: Record, known: Known) -> bool:
    return record.person_id is not None and known.open_deals.get(record.person_id, 0) > 1


def _is_won(deal: Deal | None) -> bool:
    return deal is not None and deal.record.outcome == WON.lower()


def _worth(lead: Lead, deal: Deal | None, known: Known) -> dict[str, Any]:
    """What the deal is worth, and who is credited with it once it is won."""
    if deal is None or deal.money is None:
        return {}
    money, record = deal.money, deal.record
    if record.is_open:
        return {"open": ((money.currency, money.amount),)}
    if not _is_won(deal):
        return {}
    won_at = record.ended_at or record.entered_at
    touches = known.touches.get(lead.record.person_id or 0, ())
    before = [one for one in touches if one.at <= won_at]
    campaign = known.chosen.get(lead.pk) or normalised(lead.campaign)
    parts = credits(money, before, (lead.source_id or 0, campaign))
    return {
        "won": ((money.currency, money.amount),),
        "won_month": _month(won_at, known.zone),
        "credits": tuple(
            sorted((way, money.currency, *place, part) for (way, *place), part in parts.items())
        ),
    }


def _reason(record: Record, rejected_to: str) -> str:
    """Why it was sent back, as it was answered; "" where nobody said."""
    names = ("reason", "return reason") if rejected_to == DISQUALIFIED else ("return reason",)
    given = (record.answers.get(name) for name in names)
    return next((str(one)[:80] for one in given if isinstance(one, str) and one), "")


def _said(record: Record) -> int:
    given = str(record.answers.get(ATTEMPTS, ""))
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0


def _speed(record: Record, first: datetime | None) -> int | None:
    return None if first is None else max(0, int((first - record.opened_at).total_seconds()))


def _month(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m}"

"""What the pages of partners show: each with what became of its leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from leadline.channel.models import Partner, PartnerLead, State
from leadline.core.models import Event
from leadline.records.models import Record

SHOWN = 20  # of what a partner has said of one lead


@dataclass(frozen=True)
class PartnerLine:
    """One partner. in_time: of those answered, how many in the time they had."""

    partner: Partner
    waiting: int
    accepted: int
    returned: int
    won: int
    lost: int
    answered: int
    in_time: int


@dataclass(frozen=True)
class Standing:
    """How a lead stands with a partner.

    is_late: they have not answered in their time. is_lost: the letter may not have left.
    """

    lead: PartnerLead
    is_late: bool
    is_lost: bool = False


def partner_lines() -> list[PartnerLine]:
    """All partners by name; one query."""
    numbers = {
        state.value: Count("leads", filter=Q(leads__state=state))
        for state in (State.WAITING, State.ACCEPTED, State.RETURNED, State.WON, State.LOST)
    }
    answered = Q(leads__answered_at__isnull=False)
    in_time = answered & Q(leads__answered_at__lte=F("leads__due_at"))
    rows = Partner.objects.select_related("company", "manager").annotate(
        answered=Count("leads", filter=answered),
        in_time=Count("leads", filter=in_time),
        **{f"n_{name}": count for name, count in numbers.items()},
    )
    return [
        PartnerLine(
            row,
            **{name: getattr(row, f"n_{name}") for name in numbers},
            answered=row.answered,
            in_time=row.in_time,
        )
        for row in rows.order_by("company__name", "pk")
    ]


def standing_of(record: Record, now: datetime) -> Standing | None:
    """How the record stands with a partner, or how it last stood; None where it never did."""
    rows = PartnerLead.with_bin.filter(record=record).select_related("partner__company")
    lead = rows.order_by("-pk").first()
    if lead is None:
        return None
    waits = lead.state == State.WAITING
    return Standing(lead, waits and lead.due_at <= now, waits and lead.may_be_lost(now))


def said_by(lead: PartnerLead) -> Sequence[tuple[datetime, str]]:
    """What the partner has said of this lead, the latest first."""
    names = [
        "partner accepted",
        "partner returned",
        "partner reported",
        "partner won",
        "partner lost",
    ]
    events = Event.objects.filter(
        stream=Record.stream, stream_id=lead.record_id, name__in=names,
        occurred_at__gte=lead.handed_at,
    )  # fmt: skip
    theirs = [
        one for one in events.order_by("-seq") if one.data.get("partner_id") == lead.partner_id
    ]
    return [(one.occurred_at, str(one)) for one in theirs[:SHOWN]]

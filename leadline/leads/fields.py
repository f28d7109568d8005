"""What conditions may ask of a lead."""

from collections.abc import Callable, Sequence

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.declared import declare
from leadline.leads.contacts import statuses_of_people
from leadline.leads.models import Lead
from leadline.leads.score import fields as score
from leadline.parties.models import Person
from leadline.records.models import Record

__all__ = ["score"]  # declared beside it


def _leads(records: Sequence[Record]) -> list[Lead | None]:
    leads = Lead.objects.prefetch_related("source").in_bulk([record.pk for record in records])
    return [leads.get(record.pk) for record in records]


def _declare(field: Field, read: Callable[[Lead], object]) -> None:
    def known(lead: Lead | None) -> object:
        return None if lead is None else read(lead)

    declare(field, about="lead", load=_leads, room="leads", read=known)


_declare(
    Field("source", Kind.TEXT, zh="来源", column="lead__source__name"),
    lambda lead: lead.source.label if lead.source else None,
)
_declare(
    Field("campaign", Kind.TEXT, zh="活动", column="lead__campaign"),
    lambda lead: lead.campaign or None,
)
_declare(
    Field("landing page", Kind.TEXT, zh="着陆页", column="lead__landing_page"),
    lambda lead: lead.landing_page or None,
)
_declare(
    Field("received", Kind.MOMENT, zh="收到时间", column="lead__received_at"),
    lambda lead: lead.received_at,
)
_declare(
    Field("came back", Kind.YES_NO, zh="再次来询", opposite="did not come back"),
    lambda lead: lead.previous_id is not None,
)
_declare(
    Field("is a contact", Kind.YES_NO, zh="是现有联系人", opposite="is no contact",
          opposite_zh="不是现有联系人"),
    lambda lead: lead.is_expansion,
)  # fmt: skip
declare(
    Field("contact status", Kind.TEXT, zh="联系人状态"),
    about="person",
    load=statuses_of_people,
    room="leads",
    by_id=True,
)


def _with_leads(people: Sequence[Person]) -> list[object]:
    """Whether each has a lead that has not ended."""
    still = Record.objects.filter(kind="lead", outcome="", person__in=[one.pk for one in people])
    found = set(still.values_list("person_id", flat=True))
    return [one.pk in found for one in people]


declare(
    Field("a lead of person is open", Kind.YES_NO, zh="此人有进行中的线索",
          opposite="no lead of person is open", opposite_zh="此人没有进行中的线索"),
    about="person",
    load=_with_leads,
    room="leads",
    by_id=True,
)  # fmt: skip

"""What conditions may ask of a lead."""

from collections.abc import Callable, Sequence

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.declared import declare
from leadline.leads.models import Lead
from leadline.records.models import Record


def _of_lead(read: Callable[[Lead], object]) -> Callable[[Sequence[Record]], list[object]]:
    """A loader that reads something of each record's lead."""

    def load(records: Sequence[Record]) -> list[object]:
        leads = Lead.objects.select_related("source").in_bulk([record.pk for record in records])
        return [read(leads[record.pk]) if record.pk in leads else None for record in records]

    return load


def _declare(field: Field, load: Callable[[Sequence[Record]], list[object]]) -> None:
    declare(field, about="lead", load=load, room="leads")


_declare(
    Field("source", Kind.TEXT, zh="来源", column="lead__source__name"),
    _of_lead(lambda lead: lead.source.label if lead.source else None),
)
_declare(
    Field("campaign", Kind.TEXT, zh="活动", column="lead__campaign"),
    _of_lead(lambda lead: lead.campaign or None),
)
_declare(
    Field("landing page", Kind.TEXT, zh="着陆页", column="lead__landing_page"),
    _of_lead(lambda lead: lead.landing_page or None),
)
_declare(
    Field("received", Kind.MOMENT, zh="收到时间", column="lead__received_at"),
    _of_lead(lambda lead: lead.received_at),
)
_declare(
    Field("came back", Kind.YES_NO, zh="再次来询", opposite="did not come back"),
    _of_lead(lambda lead: lead.previous_id is not None),
)

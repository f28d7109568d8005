"""What conditions may ask of a lead that stands with a partner."""

from leadline.channel.actions.handing import FIELD, open_leads
from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.declared import declare

declare(
    Field(FIELD, Kind.TEXT, zh="渠道伙伴"),
    about="lead",
    load=open_leads,
    room="channel",
    read=lambda lead: str(lead.partner) if lead else None,
)

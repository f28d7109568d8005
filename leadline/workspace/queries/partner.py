"""How a lead stands with a partner, and what can be done about it."""

from dataclasses import dataclass
from datetime import datetime

from leadline.access.actor import person
from leadline.access.models import User
from leadline.access.policy import may
from leadline.channel.actions.handing import (
    hand_to_partner,
    take_back_from_partner,
    write_to_partner_again,
)
from leadline.channel.forms import HandForm, TakeBackForm
from leadline.channel.links import url_of
from leadline.channel.models import Partner
from leadline.channel.queries import Standing, standing_of
from leadline.leads.known import KIND
from leadline.records.models import Record


@dataclass(frozen=True)
class PartnerCard:
    """standing: None for a lead that never stood with one. link: to be handed over by a person;
    forms: for whoever may. may_write: the letter with the link again."""

    standing: Standing | None
    link: str
    hand_form: HandForm | None
    back_form: TakeBackForm | None
    may_write: bool = False


def partner_of(record: Record, user: User, now: datetime) -> PartnerCard:
    partners = Partner.objects.order_by("-is_active").values_list("is_active", flat=True)
    has_active = partners.first() if record.kind == KIND else None
    if has_active is None:  # most firms have none at all
        return PartnerCard(None, "", None, None)
    standing = standing_of(record, now)
    is_open = standing is not None and standing.lead.is_open
    actor = person(user)
    may_hand = not is_open and record.is_open and has_active
    may_take = is_open and bool(may(actor, take_back_from_partner.name, record))
    return PartnerCard(
        standing,
        url_of(standing.lead) if standing and may_take else "",
        HandForm(auto_id="id_hand_%s")
        if may_hand and may(actor, hand_to_partner.name, record)
        else None,
        TakeBackForm(auto_id="id_partner_%s") if may_take else None,
        standing is not None
        and standing.is_lost
        and bool(may(actor, write_to_partner_again.name, record)),
    )

"""What there is with a person beside one record: status as a contact, leads by cycle, deals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from leadline.access.models import User
from leadline.access.policy import visible
from leadline.leads.contacts import CONTACT
from leadline.records.models import Record
from leadline.workspace.reading import speaker_of

MOST = 50  # leads and deals of one person


@dataclass(frozen=True)
class Piece:
    """One record. stage: where it stands, in the reader's words."""

    url: str
    title: str
    stage: str
    owner: str
    cycle: int
    is_expansion: bool
    is_open: bool
    opened_at: datetime


@dataclass(frozen=True)
class Business:
    """contact: the status of the person, None without one that the reader may see.

    leads: the newest first, each with its cycle. deals: the newest first.
    """

    contact: Piece | None = None
    leads: Sequence[Piece] = ()
    deals: Sequence[Piece] = ()


def business_of(record: Record, user: User) -> Business:
    """Of the record's person, without the record itself; one query."""
    if record.person_id is None:
        return Business()
    rows = Record.objects.filter(person=record.person_id, kind__in=("lead", "deal", CONTACT))
    seen = visible(user, rows.exclude(pk=record.pk).select_related("lead", "owner"))
    found = list(seen.defer("state", "answers").order_by("-opened_at", "-pk")[: 2 * MOST])
    contacts = [one for one in found if one.kind == CONTACT]
    contact = next((one for one in contacts if one.is_open), next(iter(contacts), None))
    return Business(
        _piece(contact) if contact else None,
        [_piece(one) for one in found if one.kind == "lead"],
        [_piece(one) for one in found if one.kind == "deal"],
    )


def _piece(record: Record) -> Piece:
    lead = getattr(record, "lead", None)
    return Piece(
        reverse(record.kind, args=[record.pk]),
        record.title,
        speaker_of(record.version_id).word(record.stage) if record.version_id else record.stage,
        str(record.owner or ""),
        record.cycle,
        lead is not None and lead.is_expansion,
        record.is_open,
        record.opened_at,
    )

"""What becomes of a deal is news to the contact whose deal it is."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from leadline.core.batch import Written, heed_writing
from leadline.core.models import Event
from leadline.deals import events
from leadline.leads.actions.contact_news import News, tell_contacts
from leadline.records.events import RECORD_DELETED
from leadline.records.models import Record

IS_OPEN = "a deal of person is open"  # as conditions ask for it
TOLD = {one.name: one for one in (events.OPENED, events.WON, events.LOST)}
HEEDED = {*TOLD, RECORD_DELETED.name}


def heed(written: Mapping[type[Model], Written]) -> None:
    """Deals that were opened, won, lost or deleted; what their leads tell of them is left out."""
    rows: Any = written[Event].new if Event in written else ()
    told = [one for one in rows if one.stream == Record.stream and one.name in HEEDED]
    if not told:
        return
    deals = Record.with_bin.filter(kind="deal", pk__in={one.stream_id for one in told})
    found = deals.defer("state", "answers").in_bulk()
    tell_contacts(_news(one, found[one.stream_id]) for one in told if one.stream_id in found)


def _news(event: Event, deal: Record) -> News:
    """What ends a deal says that there was one: whatever waits for none is read as of then."""
    was = {"was": {IS_OPEN: True}}
    if event.name == events.OPENED.name:
        return News(deal.person_id, events.OPENED, event.depth, event.data)
    if event.name in TOLD:
        return News(deal.person_id, TOLD[event.name], event.depth, {**event.data, **was})
    data = {"deal": deal.title, **(was if deal.is_open else {})}
    return News(deal.person_id, events.DELETED, event.depth, data)


heed_writing(heed)

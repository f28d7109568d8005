"""What becomes of a deal is news to the contact whose deal it is."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from leadline.core.batch import Written, heed_writing
from leadline.core.models import Event
from leadline.deals import events
from leadline.leads.actions.contact_news import News, tell_contacts
from leadline.records.models import Record

TOLD = {one.name: one for one in (events.OPENED, events.WON, events.LOST)}


def heed(written: Mapping[type[Model], Written]) -> None:
    """Deals that were opened, won or lost; their leads tell of the opening once more."""
    rows: Any = written[Event].new if Event in written else ()
    told = [one for one in rows if one.stream == Record.stream and one.name in TOLD]
    if not told:
        return
    deals = Record.objects.filter(kind="deal", pk__in={one.stream_id for one in told})
    people = dict(deals.values_list("pk", "person_id"))
    tell_contacts(
        News(people[one.stream_id], TOLD[one.name], one.depth, one.data)
        for one in told
        if one.stream_id in people
    )


heed_writing(heed)

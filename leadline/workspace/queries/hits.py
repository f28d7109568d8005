"""What the screening lists knew of a record when it was screened."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from leadline.core.models import Event
from leadline.leads.events import SCREENED
from leadline.records.models import Record


@dataclass(frozen=True)
class Hit:
    """What a screening list knew: which entry, who added it and why, until when."""

    text: str
    list: str
    reason: str
    author: str
    expires_on: str
    given: str


def hits_of(record: Record) -> tuple[Hit, ...]:
    """Everything that screening found for this record, as the lists were then."""
    events = Event.objects.filter(
        stream=Record.stream, stream_id=record.pk, name=SCREENED.name
    ).order_by("-seq")
    evidence = [one for event in events for one in event.data.get("evidence") or ()]
    names = {"ban": _("Ban list"), "competitor": _("Competitors"),
             "intelligence": _("Intelligence notes")}  # fmt: skip
    return tuple(
        Hit(
            text=one.get("text", ""),
            list=names.get(one.get("list", ""), one.get("list", "")),
            reason=one.get("reason", ""),
            author=one.get("author", ""),
            expires_on=one.get("expires_on") or "",
            given=one.get("given", ""),
        )
        for one in evidence
    )

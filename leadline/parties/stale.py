"""Two people who change one person or company do not overwrite each other."""

from collections.abc import Mapping

from django.utils.timesince import timesince
from django.utils.translation import gettext

from leadline.core.batch import Batch
from leadline.core.errors import Stale
from leadline.core.models import Event
from leadline.parties.models import Company, Person


def refuse_stale(batch: Batch, party: Person | Company, seen: Mapping[str, object]) -> None:
    """seen: what stood in the columns that are to be changed when the form was opened.

    Raises Stale, which says who changed one of them since, when, and to what. What somebody else
    changed elsewhere is no matter.
    """
    for name, before in seen.items():
        now = getattr(party, name)
        if (now or "") != (before or ""):
            raise Stale(_who_changed(batch, party, name, now))


def _who_changed(batch: Batch, party: Person | Company, name: str, now: object) -> str:
    """The last event that tells of the column; one of which nothing is told was changed too."""
    label = next(str(one.verbose_name) for one in party._meta.fields if one.name == name)
    said = (
        gettext("It says “%(value)s” now.") % {"value": now} if now else gettext("It is empty now.")
    )
    rows = Event.objects.filter(stream=party.stream, stream_id=party.pk).order_by("-seq")[:50]
    for event in rows:
        if name in (event.data.get("changes") or {}):
            ago = gettext("%(who)s changed “%(field)s” %(ago)s ago.") % {
                "who": event.actor_name or gettext("Somebody"),
                "field": label,
                "ago": timesince(event.recorded_at, batch.now, depth=1),
            }
            return f"{ago} {said}"
    return gettext("Somebody changed “%(field)s” meanwhile.") % {"field": label} + f" {said}"

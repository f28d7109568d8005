"""What stays with somebody who has left, because a rule forbids to give it away: with its links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from leadline.access.models import User
from leadline.access.policy import visible
from leadline.channel.models import Partner
from leadline.records.models import Record
from leadline.workspace.queries.parties import companies_seen

SHOWN = 50  # of each kind


@dataclass(frozen=True)
class Stays:
    """One thing that nobody else has."""

    url: str
    title: str


@dataclass(frozen=True)
class Staying:
    """number: of all. lists: under their headings, as far as the reader may see them."""

    number: int
    lists: Sequence[tuple[str, Sequence[Stays]]]

    @property
    def more(self) -> int:
        """How many there are besides what is listed."""
        return self.number - sum(len(rows) for _heading, rows in self.lists)


def staying_with(leaver: User, reader: User) -> Staying:
    """Six queries, however much it is."""
    records = Record.objects.filter(owner=leaver, outcome="").order_by("pk")
    served = companies_seen(reader).filter(account_manager=leaver).order_by("name", "pk")
    partners = Partner.objects.filter(manager=leaver).select_related("company").order_by("pk")
    return Staying(
        number=records.count() + leaver.companies.count() + partners.count(),
        lists=(
            (_("Records"), _linked("record", visible(reader, records)[:SHOWN])),
            (_("Companies"), _linked("company", served[:SHOWN])),
            (_("Partners"), _linked("company", (one.company for one in partners[:SHOWN]))),
        ),
    )


def _linked(page: str, rows: Iterable[Any]) -> list[Stays]:
    return [Stays(reverse(page, args=[row.pk]), str(row)) for row in rows]

"""Nobody is deleted of whom there are records: those go first."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from leadline.core.actions import Action, Given, check_with
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.models import Eventful
from leadline.parties.models import Company, Person
from leadline.records.models import Record

DELETING = frozenset({"delete person", "delete company"})


def refuse_needed(
    asked: Action[Any, Any, Any], batch: Batch, subject: Eventful | None, given: Given
) -> None:
    """Raises Refused, naming the newest of the records."""
    if asked.name not in DELETING or not isinstance(subject, Person | Company):
        return
    title = batch.of(subject, newest_about)
    if title is not None:
        raise Refused(
            gettext("“%(title)s” is about %(name)s. Delete that first.")
            % {"title": title, "name": subject}
        )


def newest_about(parties: Sequence[Person | Company]) -> list[str | None]:
    """Loader: the title of the newest record about each of these; one query."""
    if not parties:
        return []
    name = type(parties[0]).stream
    rows = Record.objects.filter(**{f"{name}__in": parties}).order_by("pk")
    titles = dict(rows.values_list(name, "title"))
    return [titles.get(one.pk) for one in parties]


check_with("needed", refuse_needed)

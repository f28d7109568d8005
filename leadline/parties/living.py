"""Nothing more happens to a party that was merged into another: it happens to who stayed."""

from typing import Any

from django.utils.translation import gettext

from leadline.core.actions import Action, Given, check_with
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.models import Eventful
from leadline.parties.models import Company, Person

LINEAGE = frozenset({"merge people", "merge companies", "split people", "split companies"})


def refuse_merged(
    asked: Action[Any, Any, Any], batch: Batch, subject: Eventful | None, given: Given
) -> None:
    """Raises Refused; merging and splitting say by themselves what stands in their way."""
    if not isinstance(subject, Person | Company) or subject.merged_into_id is None:
        return
    if asked.name not in LINEAGE:
        raise Refused(
            gettext("%(name)s was merged into another. Do this with the one that stayed.")
            % {"name": subject}
        )


check_with("merged", refuse_merged)

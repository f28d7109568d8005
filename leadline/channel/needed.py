"""No company is deleted that sells for us: what became of its leads hangs on it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from leadline.channel.models import Partner
from leadline.core.actions import Action, Given, check_with
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.models import Eventful
from leadline.parties.actions.deleting import delete_company
from leadline.parties.models import Company


def refuse_partners(
    asked: Action[Any, Any, Any], batch: Batch, subject: Eventful | None, given: Given
) -> None:
    """Raises Refused for a partner, be it one that gets no leads any more."""
    if asked.name != delete_company.name or not isinstance(subject, Company):
        return
    if batch.of(subject, are_partners):
        told = gettext("%(name)s is a partner. Say instead that it gets no leads any more.")
        raise Refused(told % {"name": subject})


def are_partners(companies: Sequence[Company]) -> list[bool]:
    """Loader: whether each sells for us; one query."""
    found = set(Partner.objects.filter(company__in=companies).values_list("company", flat=True))
    return [one.pk in found for one in companies]


check_with("partners", refuse_partners)

"""A lead whose trial runs is not deleted: the customer would keep an access that nobody ends."""

from typing import Any

from django.utils.translation import gettext

from leadline.core.actions import Action, Given, check_with
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.models import Eventful
from leadline.records.actions.deleting import goes_along
from leadline.records.models import Record
from leadline.service.queries import running_of


def refuse_running(
    asked: Action[Any, Any, Any], batch: Batch, subject: Eventful | None, given: Given
) -> None:
    """Raises Refused, naming the product."""
    if asked.name != "delete record" or not isinstance(subject, Record):
        return
    trial = batch.of(subject, running_of)
    if trial is not None:
        sentence = gettext("The trial of %(product)s still runs. End it first.")
        raise Refused(sentence % {"product": trial.product})


check_with("running trial", refuse_running)
goes_along("trial")

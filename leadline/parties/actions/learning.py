"""What was learned of a company is kept with it, for everybody who deals with it later."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.parties import events
from leadline.parties.models import Company


@action(
    _("change company answers"),
    _("Writes down what was learned of a company"),
    events=(events.COMPANY_LEARNED,),
)
def change_company_answers(
    batch: Batch, company: Company, *, answers: Mapping[str, Any], evidence: str = ""
) -> None:
    """answers: by field name, as JSON; one that says the same again is no event."""
    before = {name: company.answers.get(name) for name in answers}
    changed = {name: value for name, value in answers.items() if before[name] != value}
    if not changed:
        return
    batch.change(company, answers={**company.answers, **changed})
    batch.happened(
        company,
        events.COMPANY_LEARNED,
        fields=sorted(changed),
        answers=changed,
        before={name: before[name] for name in changed},
        evidence=evidence,
    )

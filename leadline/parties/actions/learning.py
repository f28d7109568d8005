"""What was learned of a company or person is kept with them, for everybody who deals with them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.events import EventType
from leadline.parties import events
from leadline.parties.models import Company, Person
from leadline.parties.stale_answers import refuse_stale_answers


@action(
    _("change company answers"),
    _("Writes down what was learned of a company"),
    events=(events.COMPANY_LEARNED,),
)
def change_company_answers(
    batch: Batch,
    company: Company,
    *,
    answers: Mapping[str, Any],
    evidence: str = "",
    seen: Mapping[str, object] | None = None,
) -> None:
    """answers: by field name, as JSON; one that says the same again is no event.

    seen: what a person who changes them had before their eyes; Stale where it is another by now.
    """
    _change(batch, company, events.COMPANY_LEARNED, answers, evidence, seen)


@action(
    _("change person answers"),
    _("Writes down what was learned of a person"),
    events=(events.PERSON_LEARNED,),
)
def change_person_answers(
    batch: Batch,
    person: Person,
    *,
    answers: Mapping[str, Any],
    evidence: str = "",
    seen: Mapping[str, object] | None = None,
) -> None:
    """As `change_company_answers`."""
    _change(batch, person, events.PERSON_LEARNED, answers, evidence, seen)


def _change(
    batch: Batch,
    party: Company | Person,
    learned: EventType,
    answers: Mapping[str, Any],
    evidence: str,
    seen: Mapping[str, object] | None,
) -> None:
    refuse_stale_answers(party.answers, answers, seen or {})
    before = {name: party.answers.get(name) for name in answers}
    changed = {name: value for name, value in answers.items() if before[name] != value}
    if not changed:
        return
    batch.change(party, answers={**party.answers, **changed})
    batch.happened(
        party,
        learned,
        fields=sorted(changed),
        answers=changed,
        before={name: before[name] for name in changed},
        evidence=evidence,
    )

"""One thing done to many people or companies, each through its action; refused ones are told."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from leadline.core.actions import Action
from leadline.core.actor import Actor
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.parties.actions.changing import change_company, change_person
from leadline.parties.actions.deleting import (
    delete_company,
    delete_person,
    restore_company,
    restore_person,
)
from leadline.parties.models import Company, Person
from leadline.workspace.bulk import Outcome, each

Party = Person | Company
CHANGES: Mapping[type[Party], Action[Any, Any, None]] = {
    Person: change_person,
    Company: change_company,
}
DELETES: Mapping[type[Party], Action[Any, Any, None]] = {
    Person: delete_person,
    Company: delete_company,
}
RESTORES: Mapping[type[Party], Action[Any, Any, None]] = {
    Person: restore_person,
    Company: restore_company,
}
# What one value can be said for many, by the kind of list and as it is called there.
CHANGEABLE: Mapping[str, Mapping[str, str]] = {
    "person": {
        "job title": "job_title",
        "country": "country",
        "language": "language",
        "city": "city",
    },
    "company": {"country": "country", "language": "language", "city": "city"},
}


def delete_parties(actor: Actor, parties: Sequence[Party]) -> Outcome:
    """Into the bin with all of them."""
    act = DELETES[type(parties[0])]
    done, refused = each(actor, parties, act.within)
    return Outcome(done, refused, "bin", dict.fromkeys(done))


def restore_parties(actor: Actor, parties: Sequence[Party]) -> Outcome:
    """Out of the bin again."""
    if not parties:
        return Outcome((), ())
    act = RESTORES[type(parties[0])]
    done, refused = each(actor, parties, act.within)
    return Outcome(done, refused)


def change_parties(actor: Actor, parties: Sequence[Party], name: str, value: str) -> Outcome:
    """The same value for all of them; name: a column."""
    before: dict[int, Any] = {}
    after: dict[int, Any] = {}
    change = CHANGES[type(parties[0])]

    def act(batch: Batch, party: Party) -> None:
        had = getattr(party, name)
        change.within(batch, party, values={name: value})
        before[party.pk], after[party.pk] = had, getattr(party, name)

    done, refused = each(actor, parties, act)
    return Outcome(done, refused, f"change {name}", before, after)


def undo_change(actor: Actor, parties: Sequence[Party], outcome: Outcome) -> Outcome:
    """Gives back what each had, except where somebody has changed it since."""
    name, before = outcome.what.removeprefix("change "), outcome.before or {}
    after = outcome.after or {}
    if not parties:
        return Outcome((), ())
    change = CHANGES[type(parties[0])]

    def act(batch: Batch, party: Party) -> None:
        if getattr(party, name) != after[party.pk]:
            raise Refused(_("This was changed again since."))
        change.within(batch, party, values={name: before[party.pk]})

    done, refused = each(actor, parties, act)
    return Outcome(done, refused)

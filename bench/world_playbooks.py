"""What of playbooks a world needs beside the shipped one: scores, contacts and an agreement."""

from collections.abc import Mapping
from typing import Any

from bench.ground import PLAYBOOKS
from leadline.access.actor import person
from leadline.access.models import User
from leadline.automation.answering import answer_due
from leadline.automation.scoring import rescore_due
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.leads.actions import open_leads
from leadline.leads.actions.contacts import make_contact, open_lead
from leadline.leads.actions.learning import learn_score
from leadline.leads.incoming import Door as LeadDoor
from leadline.leads.incoming import Incoming
from leadline.leads.scorecard.due import learn_due
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish, sign_playbook
from leadline.playbooks.signatures import parts_of
from leadline.records.actions import assign, give_answers


def playbooks_of(people: Mapping[str, str], admin: User) -> dict[str, Any]:
    """What opens the pages of playbooks. people: the address of one per role."""
    return {
        "name": "trial-subscription",
        **_score(),
        "contact": _contact(admin),
        **_agreement(people),
    }


def _score() -> dict[str, Any]:
    """A playbook that scores its leads; its pages are not those of the shipped one."""
    version = publish(AUTOMATION, None, name="scored", source=PLAYBOOKS / "scored")
    incoming = Incoming(Candidate(name="Ada Score", emails=("ada@score.example",)), source="Web")
    open_leads(AUTOMATION, None, door=LeadDoor(version, "Scored lead"), incoming=[incoming])
    rescore_due(clock.now())
    learned = learn_score(AUTOMATION, None, playbook=version.playbook)
    learn_due(clock.now())
    pages = ("", "-reviewed", "-rescoring", "-learning", "-learned", "-points")
    found: dict[str, Any] = {f"name of playbook-score{page}": "scored" for page in pages}
    return found | {f"pk of playbook-score{page}": learned.pk for page in ("-learned", "-points")}


def _contact(admin: User) -> int:
    """Somebody with whom there is business, who shows interest again."""
    version = publish(AUTOMATION, None, name="contacts", source=PLAYBOOKS / "contacts")
    incoming = Incoming(Candidate(name="Ida Known", emails=("ida@known.example",)), source="Web")
    [lead] = open_leads(
        AUTOMATION, None, door=LeadDoor(version, "Lead of contacts"), incoming=[incoming]
    )
    assert lead.record.person is not None
    contact = make_contact(person(admin), lead.record.person, version=version.pk)
    open_lead(AUTOMATION, contact)
    while answer_due(clock.now()):
        pass
    return contact.pk


def _agreement(people: Mapping[str, str]) -> dict[str, Any]:
    """Words that both sides have signed, promises that were kept, and what waits in a queue."""
    version = publish(AUTOMATION, None, name="agreed", source=PLAYBOOKS / "agreed")
    for part in parts_of(version):
        for role in part.signatures:
            side = person(User.objects.get(email=people[role]))
            told = {"part": part.signable.part, "role": role, "hash": part.signable.hash}
            sign_playbook(side, None, playbook="agreed", **told)
    names = ("Ira Agreed", "Ann Agreed")
    asked = [Candidate(name=name, emails=(f"{name[:3]}@agreed.example",)) for name in names]
    incoming = [Incoming(one, source="Web") for one in asked]
    door = LeadDoor(version, "Agreed lead")
    kept, waits = [one.record for one in open_leads(AUTOMATION, None, door=door, incoming=incoming)]
    answer_due(clock.now())
    give_answers(AUTOMATION, kept, answers={"ldr decision": "Accept"})
    answer_due(clock.now())
    assign(AUTOMATION, waits, owner=None, queue="Left over")
    pages = ("playbook-agreed", "playbook-signature", "playbook-errors", "statement",
             "confirmation")  # fmt: skip
    return {f"name of {page}": "agreed" for page in pages}

"""What can be said depends on what was said before; the owner hears all of it."""

import pytest

from leadline.channel.actions.answering import MEANINGS, Answer, answer_for_partner
from leadline.channel.models import Partner, State
from leadline.channel.tests.conftest import stands
from leadline.core.actor import CUSTOMER, Actor, ActorKind
from leadline.core.errors import Invalid, Refused
from leadline.records.models import Record
from leadline.work.models import Notice


def test_the_way_of_a_lead_with_a_partner(lead: Record, nordic: Partner) -> None:
    row = stands(lead, nordic)

    def say(answer: Answer, words: str = "") -> str:
        answer_for_partner(CUSTOMER, lead, lead=row.pk, answer=answer, words=words)
        row.refresh_from_db()
        return row.state

    with pytest.raises(Refused, match="Accept it first"):
        say(Answer.WON)
    assert say(Answer.ACCEPT) == State.ACCEPTED
    with pytest.raises(Refused, match="already"):
        say(Answer.ACCEPT)
    with pytest.raises(Invalid):
        say(Answer.REPORT, "  ")
    assert say(Answer.REPORT, "We called") == State.ACCEPTED
    assert say(Answer.LOST, "Price") == State.LOST
    with pytest.raises(Refused, match="any more"):
        say(Answer.REPORT, "Still here")
    assert row.answered_at is not None
    assert row.ended_at is not None
    assert Notice.objects.filter(user=lead.owner).count() == 3


def test_an_erasure_empties_what_they_wrote() -> None:
    for meaning in MEANINGS.values():
        assert meaning.event.erases == ({meaning.word} if meaning.word else set())


def test_a_machine_cannot_answer(lead: Record, nordic: Partner) -> None:
    with pytest.raises(Refused):
        answer_for_partner(
            Actor(ActorKind.MACHINE), lead, lead=stands(lead, nordic).pk, answer=Answer.ACCEPT
        )

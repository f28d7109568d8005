"""What a partner says of a lead on their private page: accepted, returned, how it goes, the end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from leadline.access.policy import let
from leadline.channel import events
from leadline.channel.actions.handing import FIELD, open_leads
from leadline.channel.models import PartnerLead, State
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.core.events import EventType
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.records.who import owner_of
from leadline.work.actions.telling import give
from leadline.work.models import NoticeKind

LONGEST = 1000  # characters of a note


class Answer(StrEnum):
    """What a partner can say."""

    ACCEPT = "accept"
    RETURN = "return"
    REPORT = "report"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True)
class Meaning:
    """What an answer records and leads to. word: the field of the event that holds what they wrote,
    "" for none; it must be written unless `optional`. after: in which states it can be given."""

    event: EventType
    state: State
    word: str
    after: tuple[State, ...]
    optional: bool = False


MEANINGS = {
    Answer.ACCEPT: Meaning(events.ACCEPTED, State.ACCEPTED, "", (State.WAITING,)),
    Answer.RETURN: Meaning(
        events.RETURNED, State.RETURNED, "reason", (State.WAITING, State.ACCEPTED)
    ),
    Answer.REPORT: Meaning(events.REPORTED, State.ACCEPTED, "answer", (State.ACCEPTED,)),
    Answer.WON: Meaning(events.WON, State.WON, "answer", (State.ACCEPTED,), optional=True),
    Answer.LOST: Meaning(events.LOST, State.LOST, "reason", (State.ACCEPTED,)),
}


@action(
    _("answer for partner"),
    _("Writes down what a partner says of a lead that stands with them."),
    changes=("channel partner",),
    events=tuple(meaning.event for meaning in MEANINGS.values()),
)
def answer_for_partner(
    batch: Batch, record: Record, *, lead: int, answer: Answer, words: str = ""
) -> None:
    """lead: the id of how it stands with them, which their link has proven. words: their own.

    The lead's owner is told. Raises Refused for what has ended or was not accepted yet.
    """
    stands, meaning = batch.of(record, open_leads), MEANINGS[answer]
    if stands is None or stands.pk != lead:
        raise Refused(gettext("This lead does not stand with you any more."))
    if stands.state not in meaning.after:
        raise Refused(_not_now(stands, answer))
    said = words.strip()[:LONGEST]
    if meaning.word and not said and not meaning.optional:
        raise Invalid(
            gettext("Say it in a few words."), {"words": gettext("Nothing is written here.")}
        )
    partner = str(stands.partner)
    batch.change(stands, state=meaning.state, **_times(stands, meaning.state, batch.now))
    batch.now_of(record, open_leads, stands if stands.is_open else None)
    told: dict[str, Any] = {meaning.word: said or "–"} if meaning.word else {}
    was: dict[str, Any] = {} if stands.is_open else {"was": {FIELD: partner}}
    batch.happened(
        record, meaning.event, partner=partner, partner_id=stands.partner_id, **told, **was
    )
    owner = owner_of(batch, record)
    if owner is not None:
        with override(owner.language):  # the page speaks the partner's
            sentence = meaning.event.tell({"partner": partner, **told})
        give(batch, record, [owner], NoticeKind.NOTED, Cause(), by=partner, text=sentence)


def _times(lead: PartnerLead, state: State, now: datetime) -> dict[str, datetime]:
    found = {} if lead.answered_at else {"answered_at": now}
    return found if state is State.ACCEPTED else {**found, "ended_at": now}


def _not_now(lead: PartnerLead, answer: Answer) -> str:
    if lead.state == State.WAITING:
        return gettext("Accept it first.")
    return gettext("You have accepted it already.")


let(ActorKind.CUSTOMER, "answer for partner")  # whoever holds the private link of the lead

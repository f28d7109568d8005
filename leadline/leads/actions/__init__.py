"""Leads are opened, joined, placed and listed: always in batches, through this one door."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.policy import let
from leadline.conditions.catalogue import normalised
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.leads import events
from leadline.leads.actions.contacts import make_contact
from leadline.leads.contacts import QUALIFIED, ground_beside
from leadline.leads.incoming import Door, Fate, How, Incoming, Outcome
from leadline.leads.known import KIND, RAW, Known, known_leads, sources_named
from leadline.leads.models import Lead, Source
from leadline.parties.actions.contacting import give_basis
from leadline.parties.actions.entering import Entered, OnMatch, enter_people
from leadline.parties.candidates import Profile
from leadline.parties.lists import screen
from leadline.parties.models import BasisKind, Channel
from leadline.parties.screening import Hit
from leadline.playbooks.versions import definition_of
from leadline.records.actions import give_answers
from leadline.records.answers import kept
from leadline.records.models import Record
from leadline.records.opening import open_record, place_further, place_record

OPENING = {How.NEWS: events.OPENED, How.HISTORY: events.BROUGHT, How.LIST: events.LISTED}
AT_ONCE = timedelta(minutes=10)  # two inquiries of one person within it are one


@action(
    _("open leads"),
    _("Takes in who asked: a new lead, or one more inquiry of an open one."),
    changes=("came back",),
    events=(events.OPENED, events.JOINED, events.BROUGHT, events.LISTED),
)
def open_leads(
    batch: Batch,
    subject: None,
    *,
    door: Door,
    incoming: Sequence[Incoming],
    on_match: OnMatch = OnMatch.FILL,
) -> list[Outcome]:
    """Each inquiry's fate, in the order given.

    While a lead is open, the same person asking again joins it; after it has ended, a new one
    linked to it begins. A number that the source has given before is the same lead again, and
    history that tells where it came to stand later takes it there; a lead of which nothing but that
    number is known has no person.
    """
    profiles = [one.profile for one in incoming]
    entered = _entered(batch, profiles, on_match)
    sources = sources_named(batch, (one.source for one in incoming))
    numbers = {(normalised(one.source)[:120], one.number[:120]) for one in incoming if one.number}
    known = known_leads(batch, (one.person for one in entered if one), numbers)
    opener = _Opener(batch, door, known, sources)
    hits = screen(profiles) if door.how is How.NEWS else [()] * len(profiles)
    outcomes = [opener.take(one, who) for one, who in zip(incoming, entered, strict=True)]
    for outcome, found in zip(outcomes, hits, strict=True):
        if found:
            _keep_evidence(batch, outcome.record, found)
    return outcomes


def _entered(batch: Batch, profiles: Sequence[Profile], on_match: OnMatch) -> list[Entered | None]:
    """Each one's person and company; None where nothing says who it is."""
    named = [profile for profile in profiles if not profile.is_blank]
    found = enter_people.within(batch, None, profiles=named, on_match=on_match) if named else []
    people = iter(found)
    return [None if profile.is_blank else next(people) for profile in profiles]


class _Opener:
    """Takes one inquiry after the other, remembering those that came in this very batch."""

    def __init__(self, batch: Batch, door: Door, known: Known, sources: dict[str, Source]) -> None:
        self.batch, self.door, self.known, self.sources = batch, door, known, sources

    def take(self, one: Incoming, who: Entered | None) -> Outcome:
        source = self.sources.get(normalised(one.source)[:120])
        same = self._same(one, who)
        if same is not None:
            return self._join(same, one, who, source)
        return self._open(one, who, source)

    def _same(self, one: Incoming, who: Entered | None) -> Record | None:
        if one.number:
            known = self.known.numbers.get((normalised(one.source)[:120], one.number[:120]))
            if known is not None or self.door.how is not How.NEWS:
                return known
        if who is None:
            return None
        return self.known.open.get(id(who.person)) or self._just_ended(one, who)

    def _just_ended(self, one: Incoming, who: Entered) -> Record | None:
        """Who posts twice means one thing, even when the first was answered in between."""
        ended = self.known.ended.get(id(who.person))
        if ended is None or self.door.how is not How.NEWS:
            return None
        asked_at = one.received_at or self.batch.now
        return ended if timedelta() <= asked_at - ended.opened_at < AT_ONCE else None

    def _join(
        self, record: Record, one: Incoming, who: Entered | None, source: Source | None
    ) -> Outcome:
        """One more inquiry: what it says and what they agreed to this time is kept, too."""
        if self.door.how is How.NEWS:
            self.batch.happened(record, events.JOINED, source=str(source or ""), **_about(one))
            lead = self.known.leads[id(record)]
            self.batch.change(lead, joined=lead.joined + 1)
            self._first_interaction(record, gettext("registered"))
            if one.answers:
                give_answers.within(
                    self.batch, record, answers=one.answers, evidence=str(source or "")
                )
            if who is not None and one.consent.strip():
                self._basis(one, who)
        elif self.door.how is How.HISTORY and one.place is not None:
            place = one.place
            at = place.at or self.batch.now
            place_further(self.batch, record, place.stage, outcome=place.outcome, at=at)
        return Outcome(Fate.JOINED, record)

    def _first_interaction(self, record: Record, what: str) -> None:
        if record.stage == RAW:
            self.batch.happened(record, events.FIRST_INTERACTION, what=what)

    def _open(self, one: Incoming, who: Entered | None, source: Source | None) -> Outcome:
        before = self.known.ended.get(id(who.person)) if who else None
        data: dict[str, Any] = {"source": str(source or "")}
        if self.door.how is How.NEWS:
            data = {**data, **_about(one), "came_back": before is not None}
        record = open_record(
            self.batch,
            KIND,
            title_of(who, source, one.number),
            OPENING[self.door.how],
            person=who.person if who else None,
            company=who.company or who.person.company if who else None,
            owner=one.place.owner if one.place else None,
            version=self.door.version,
            process=self.door.process,
            stage=self.door.stage or self.batch.once(_beginning, self.door),
            at=one.received_at,
            answers={name: kept(value) for name, value in one.answers.items()},
            **data,
        )
        lead = self._lead(record, one, source, before, who)
        self._stand(record, one, who)
        if who is not None:
            if self.door.how is How.NEWS:
                self._basis(one, who)
            self.known.open[id(who.person)] = record
        self.known.leads[id(record)] = lead
        if one.number:
            self.known.numbers[normalised(one.source)[:120], one.number[:120]] = record
        return Outcome(Fate.CREATED, record)

    def _lead(
        self,
        record: Record,
        one: Incoming,
        source: Source | None,
        before: Record | None,
        who: Entered | None,
    ) -> Lead:
        """Of a contact, or of who was qualified before, it is a cycle of the second funnel."""
        is_contact = who is not None and id(who.person) in self.known.contacts
        if before is not None:
            record.cycle = before.cycle + 1
        return self.batch.add(
            Lead(
                record=record,
                source=source,
                number=one.number[:120],
                campaign=one.campaign[:200],
                landing_page=one.landing_page[:500],
                referrer=one.referrer[:500],
                utm=dict(one.utm),
                language=one.language[:10],
                message=one.message[:10_000],
                received_at=one.received_at or self.batch.now,
                previous=self.known.leads.get(id(before)) if before else None,
                is_expansion=is_contact or (before is not None and before.outcome == QUALIFIED),
            )
        )

    def _stand(self, record: Record, one: Incoming, who: Entered | None) -> None:
        """Placed where it stood, or Raw for a bought list; a new inquiry waits for the playbook."""
        if self.door.how is How.LIST:
            place_record(self.batch, record, RAW)
        elif self.door.how is How.HISTORY and one.place is not None:
            place_record(
                self.batch, record, one.place.stage, outcome=one.place.outcome, at=one.place.at
            )
            if one.place.outcome == QUALIFIED and who is not None:
                self._business(record, who)

    def _business(self, record: Record, who: Entered) -> None:
        """Who was qualified elsewhere is a contact, where a playbook has a status for them."""
        version = self.door.version.pk
        if self.batch.once(ground_beside, version) is not None:
            make_contact.within(
                self.batch,
                who.person,
                version=version,
                on=events.BROUGHT.name,
                opener=record,
                is_placed=True,
            )

    def _basis(self, one: Incoming, who: Entered) -> None:
        """Who asks us may be answered; what they agreed to is kept word for word."""
        consent = bool(one.consent.strip())
        if not (consent or one.may_email):
            return
        give_basis.within(
            self.batch,
            who.person,
            channel=Channel.EMAIL,
            kind=BasisKind.CONSENT if consent else BasisKind.LEGITIMATE_INTEREST,
            wording=one.consent,
            proof=one.proof,
            note="" if consent else gettext("Asked us themselves."),
        )


def _beginning(door: Door) -> str:
    """Where the process begins for who asks; for others it is said where they stand."""
    process = definition_of(door.version.pk).processes.get(door.process)
    return process.begins_at(events.OPENED.name) if process and door.how is How.NEWS else ""


def _keep_evidence(batch: Batch, record: Record, hits: Sequence[Hit]) -> None:
    """Which entries were met, who had added each and why, as the lists were then."""
    batch.happened(
        record,
        events.SCREENED,
        entries=[hit.entry.text for hit in hits],
        evidence=[
            {
                "entry": hit.entry.id,
                "list": hit.entry.list,
                "text": hit.entry.text,
                "reason": hit.entry.reason,
                "author": hit.entry.author,
                "expires_on": hit.entry.expires_on,
                "how": hit.how,
                "given": hit.given,
                "similarity": hit.similarity,
            }
            for hit in hits
        ],
    )


def title_of(who: Entered | None, source: Source | None, number: str) -> str:
    """A decent title, also for somebody of whom only another system's number is known."""
    if who is not None:
        company = who.company or who.person.company
        if named := [str(part) for part in (who.person.name, company) if part]:
            return ", ".join(named)
        given = who.match.profile
        ways = [*(one.text for one in given.emails), *(one.text for one in given.phones)]
        if ways:
            return ways[0]
    return f"{source or gettext('Lead')} {number}".strip()


def _about(one: Incoming) -> dict[str, Any]:
    return {"page": one.landing_page, "campaign": one.campaign, "message": one.message}


# Who asks once more says more: the door has found which lead is theirs.
let(ActorKind.CUSTOMER, "give answers")
let(ActorKind.MACHINE, "give answers")

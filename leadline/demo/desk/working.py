"""What marketing, lead development and sales get done with leads when they sit down to work."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import Actor
from leadline.core.money import Money
from leadline.deals.actions import set_amount, win
from leadline.deals.models import Deal
from leadline.demo.desk.cast import MARKETING, Prospect, Way, by_name
from leadline.records.actions import ask_move, give_answers
from leadline.records.models import Record
from leadline.work.actions.calls import log_call
from leadline.work.results import CallResult

SOON = timedelta(hours=1)  # so long a lead lies before somebody takes it up
LONG = timedelta(days=3)  # after it, even the slowest has noticed
WON_AFTER = timedelta(days=9)
PUT_OFF = timedelta(days=16)
ATTEMPTS = 6
PROCESS = "Lead status"


class Desk:
    """Whoever has a lead acts for it, through the same doors as in a page."""

    def __init__(self, people: list[User]) -> None:
        self.marketing = person(next(one for one in people if one.email == MARKETING))

    def work(self, now: datetime) -> None:
        """One sitting of everybody."""
        rows = Record.objects.filter(kind="lead", process=PROCESS, outcome="")
        for lead in rows.select_related("person", "owner").filter(entered_at__lte=now - SOON):
            who = by_name().get(lead.person.name) if lead.person else None
            act = _ACTS.get(lead.stage)
            if who is not None and act is not None:
                act(self, lead, who, now)
        deals = Deal.objects.filter(record__outcome="", lead__process=PROCESS)
        for deal in deals.select_related("record__owner", "lead__person"):
            self._close(deal, now)

    def _inquiry(self, lead: Record, who: Prospect, now: datetime) -> None:
        """Marketing looks up what its own sources say, and takes out who never buys."""
        if "company size" not in lead.answers and "job level" not in lead.answers:
            found = {"company size": who.size, "job level": who.level, "topic": who.topic}
            give_answers(self.marketing, lead, answers=found, evidence="public sources")
        elif who.way is Way.STUDENT:
            ask_move(self.marketing, lead, to="Disqualified", answers={"reason": "Student"})

    def _look(self, lead: Record, who: Prospect, now: datetime) -> None:
        """Lead development accepts or returns."""
        if who.way is Way.SLOW and lead.visits.count() < 3 and now - lead.entered_at < LONG:
            return
        if who.way is Way.NO_FIT:
            given = {"ldr decision": "Return", "return reason": "No fit"}
            give_answers(_owner(lead), lead, answers=given)
        else:
            give_answers(_owner(lead), lead, answers={"ldr decision": "Accept"})

    def _develop(self, lead: Record, who: Prospect, now: datetime) -> None:
        """Voicemail first; then budget, authority, need and time, and on to sales."""
        calls = lead.calls.filter(called_at__gte=lead.entered_at).count()
        if who.way is Way.UNREACHED:
            self._try(lead, calls, now)
        elif calls == 0 and len(who.name) % 2:
            log_call(_owner(lead), lead, result=CallResult.VOICEMAIL)
        elif "budget" not in lead.answers:
            log_call(_owner(lead), lead, result=CallResult.CONNECTED, note=who.topic)
            give_answers(_owner(lead), lead, answers=_learned(who))
        elif who.way is Way.LATER and lead.cycle == 1:
            day = (now + PUT_OFF).date()
            ask_move(_owner(lead), lead, to="Re-Market", answers={"wake up": day})
        else:
            ask_move(_owner(lead), lead, to="MQL")

    def _try(self, lead: Record, calls: int, now: datetime) -> None:
        """Once a day, at most six times."""
        last = lead.calls.order_by("-called_at").first()
        rested = last is None or now - last.called_at > timedelta(hours=20)
        if calls < ATTEMPTS and rested:
            result = CallResult.VOICEMAIL if calls % 2 else CallResult.NO_ANSWER
            log_call(_owner(lead), lead, result=result)

    def _answer(self, lead: Record, who: Prospect, now: datetime) -> None:
        """Sales accepts, or returns with a reason."""
        given = {"sales decision": "Accept"}
        if who.way is Way.TALKS:
            given = {"sales decision": "Return", "return reason": "Already in talks"}
        elif who.way is Way.NOT_READY and not lead.visits.filter(mark="back").exists():
            given = {
                "sales decision": "Return",
                "return reason": "Not ready",
                "what to find out first": "Who signs, and what they use today",
            }
        give_answers(_owner(lead), lead, answers=given)

    def _qualify(self, lead: Record, who: Prospect, now: datetime) -> None:
        if not lead.calls.filter(called_at__gte=lead.entered_at).exists():
            log_call(_owner(lead), lead, result=CallResult.CONNECTED, note=who.topic)
        else:
            ask_move(_owner(lead), lead, to="SQL")

    def _close(self, deal: Deal, now: datetime) -> None:
        who = by_name().get(deal.lead.person.name) if deal.lead and deal.lead.person else None
        age = now - deal.record.opened_at
        if who is None or age < SOON:
            return
        if deal.money is None:
            set_amount(_owner(deal.record), deal.record, amount=_budget(who))
        elif who.way is Way.BUYS and age > WON_AFTER:
            win(_owner(deal.record), deal.record)


_ACTS: Mapping[str, Callable[[Desk, Record, Prospect, datetime], None]] = {
    "Inquiry": Desk._inquiry,
    "MAQL": Desk._look,
    "LAL": Desk._develop,
    "MQL": Desk._answer,
    "SAL": Desk._qualify,
}


def _owner(record: Record) -> Actor:
    assert record.owner is not None
    return person(record.owner)


def _budget(who: Prospect) -> Money:
    """In cents of a euro, by their size."""
    return Money(100_000 * (3 + who.size // 10), "EUR")


def _learned(who: Prospect) -> dict[str, object]:
    return {
        "budget": _budget(who),
        "authority": "Decides" if who.level == "Leads a company" else "Influences",
        "need": who.topic,
        "timeframe": "This quarter" if len(who.company) % 2 else "Next quarter",
    }

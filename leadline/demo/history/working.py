"""What the colleagues of the demo's firm get done when they sit down to work."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import Actor
from leadline.core.batch import Batch
from leadline.core.money import Money
from leadline.deals.actions import lose, set_amount, win
from leadline.deals.models import Deal
from leadline.demo.cast import Customer, Story
from leadline.demo.history import words
from leadline.demo.history.answering import Answering
from leadline.demo.history.known import story_of
from leadline.records.actions import ask_move
from leadline.records.models import Record
from leadline.service.actions import confirm
from leadline.service.models import Errand
from leadline.work.actions.calls import log_call
from leadline.work.actions.finishing import assign_task, finish_task
from leadline.work.actions.notes import note, show_interest
from leadline.work.actions.telling import read_notice
from leadline.work.models import OPEN, Notice, Task
from leadline.work.results import CallResult

DAY = timedelta(days=1)
SOON = timedelta(hours=2)  # so long a thing lies before somebody takes it up
LENA = 5  # who looks companies up, as the cast stands
CALLS = 2  # attempts before one lets it be


class Office:
    """The colleagues, by what they do; each of them acts through the same doors as in a page."""

    def __init__(self, people: list[User]) -> None:
        self.people = {one.pk: one for one in people}
        self.manager, self.developer = people[0], people[LENA]
        self.customers = Answering()

    def work(self, now: datetime) -> None:
        """One sitting of everybody."""
        for errand in self._errands():
            lead = errand.entitlement.lead
            confirm(person(self.people[lead.owner_id or 0]), lead, errand=errand)
        self.customers.answer(now)
        for task in Task.objects.filter(OPEN).select_related("record__person", "assignee"):
            if now - task.made_at >= SOON:
                self._take_up(task, now)
        for deal in Deal.objects.filter(record__outcome="").select_related("record", "lead"):
            self._close(deal, now)
        self._put_away(now)

    def _errands(self) -> list[Errand]:
        rows = Errand.objects.filter(by_hand=True, done_at=None, refused="")
        about = ("entitlement__lead", "entitlement__product", "entitlement__record")
        return list(rows.select_related(*about).exclude(entitlement__lead__owner=None))

    def _take_up(self, task: Task, now: datetime) -> None:
        who = story_of(task.record)
        act = self._acts().get(task.piece or task.title)
        if who is not None and act is not None and task.record.is_open:
            act(task, who, now)

    def _acts(self) -> Mapping[str, Callable[[Task, Customer, datetime], None]]:
        return {
            "Decide about the trial": self._decide,
            "Discuss another trial": self._discuss,
            "Company research": self._research,
            "Follow up more closely, this trial runs on a licence": self._follow_up,
            "Get feedback on the first days": self._ask,
            "Get feedback before the end": self._ask,
            "Get feedback after the trial": self._ask,
            "Try again": self._try_again,
        }

    def _decide(self, task: Task, who: Customer, now: datetime) -> None:
        """What came in during the last days still waits for the manager."""
        if who.days <= 2:
            return
        opens = who.story is Story.CLEARED
        given = {
            "supervisor's decision": "Open the trial" if opens else "Reject",
            "supervisor's reason": words.CLEARED if opens else words.BANNED,
        }
        finish_task(person(self.manager), task.record, task=task, answers=given)

    def _discuss(self, task: Task, who: Customer, now: datetime) -> None:
        if who.days <= 1:
            return
        yes = who.story is not Story.REFUSED
        given = {
            "another trial": "Yes" if yes else "No",
            "why another trial": words.ANOTHER if yes else words.NOT_ANOTHER,
        }
        finish_task(person(self.manager), task.record, task=task, answers=given)

    def _research(self, task: Task, who: Customer, now: datetime) -> None:
        """The seller gives it to the lead developer, who looks them up within a day or two."""
        if task.assignee_id != self.developer.pk:
            assign_task(self._owner(task), task.record, task=task, assignee=self.developer)
        elif now - task.made_at > 2 * DAY and who.proof:
            finish_task(person(self.developer), task.record, task=task, answers=words.found(who))

    def _follow_up(self, task: Task, who: Customer, now: datetime) -> None:
        log_call(
            self._owner(task), task.record, result=CallResult.CONNECTED, note=words.ON_A_LICENCE
        )
        finish_task(self._owner(task), task.record, task=task, result=words.ON_A_LICENCE)

    def _ask(self, task: Task, who: Customer, now: datetime) -> None:
        """They are called; who never answers is called twice, and the question stays open."""
        if now - task.made_at < DAY or not (who.phone and task.record.person):
            return
        answers = words.on_the_phone(who, task)
        if answers is None:
            self._fail(task.record, who)
            return
        said = next(iter(reversed(answers.values())))
        log_call(self._owner(task), task.record, result=CallResult.CONNECTED, note=said)
        finish_task(self._owner(task), task.record, task=task, answers=answers)
        self._after_call(task.record, who)

    def _after_call(self, record: Record, who: Customer) -> None:
        owner = person(self.people[record.owner_id or 0])
        if who.story is Story.UNHAPPY:
            given = {"reason": "Competitor", "what they said": words.UNHAPPY}
            ask_move(owner, record, to="Closed lost", answers=given)
        elif who.story.wants_more:
            note(owner, record, what=words.noted(who))
            show_interest(owner, record, what=words.WANTS)

    def _fail(self, record: Record, who: Customer) -> None:
        if record.calls.count() < CALLS:
            result = CallResult.VOICEMAIL if record.calls.exists() else CallResult.NO_ANSWER
            log_call(person(self.people[record.owner_id or 0]), record, result=result)

    def _try_again(self, task: Task, who: Customer, now: datetime) -> None:
        if now - task.made_at < DAY:
            return
        if task.record.calls.count() < CALLS:
            log_call(self._owner(task), task.record, result=CallResult.VOICEMAIL, task=task)
        else:
            finish_task(self._owner(task), task.record, task=task, result=words.LET_BE)

    def _close(self, deal: Deal, now: datetime) -> None:
        who = story_of(deal.lead) if deal.lead else None
        owner, age = person(self.people[deal.record.owner_id or 0]), now - deal.record.opened_at
        if who is None:
            return
        if deal.money is None and age > DAY:
            set_amount(owner, deal.record, amount=Money(words.worth(who), "EUR"))
        elif who.story is Story.WINS and age > 9 * DAY:
            win(owner, deal.record)
        elif who.story is Story.LOSES and age > 12 * DAY:
            lose(owner, deal.record, reason="Price", words=words.TOO_DEAR)

    def _put_away(self, now: datetime) -> None:
        """News that is two days old has been read."""
        rows = Notice.objects.filter(read_at=None, given_at__lt=now - 2 * DAY)
        for user in self.people.values():
            with Batch(person(user)) as batch:
                for one in rows.filter(user=user):
                    read_notice.within(batch, None, notice=one)

    def _owner(self, task: Task) -> Actor:
        return person(self.people[task.record.owner_id or 0])

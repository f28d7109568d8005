"""What the demo's customers do on the pages that their letters lead to, and what they reply."""

from datetime import datetime, timedelta
from io import BytesIO

from leadline.core.actor import CUSTOMER
from leadline.demo.cast import Customer, Story
from leadline.demo.history import words
from leadline.demo.history.known import story_of
from leadline.files.store import receive
from leadline.mail.actions.replies import take_in_reply
from leadline.mail.models import Letter, State
from leadline.records.actions import give_answers
from leadline.records.models import Record
from leadline.work.actions.files import attach_file

PATIENCE = timedelta(hours=20)  # between a letter and its answer
EVIDENCE = "their own answer on the web page"
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Answering:
    """Remembers who has replied to what."""

    def __init__(self) -> None:
        self.replied: set[int] = set()

    def answer(self, now: datetime) -> None:
        """Everybody who was asked long enough ago, and is somebody who answers."""
        rows = Record.objects.filter(kind="lead", outcome="").select_related("person")
        for record in rows.filter(entered_at__lt=now - PATIENCE):
            who = story_of(record)
            if who is not None:
                self._answer(record, who)

    def _answer(self, record: Record, who: Customer) -> None:
        if record.stage == "Company information":
            self._prove(record, who)
        elif record.stage == "On trial" and who.story in words.REPLIES:
            self._reply(record, who)

    def _prove(self, record: Record, who: Customer) -> None:
        """They give what they were asked for, on the page behind the link."""
        if who.story is Story.PROVES:
            self._give(record, {"corporate e-mail address": who.proof})
        elif who.story is Story.LICENCE and who.days > 0:
            received = receive(BytesIO(PAPER), "business-license.pdf")
            name = "corporate licence"
            paper = attach_file(CUSTOMER, record, received=received, field=name)
            self._give(record, {name: paper.pk})

    def _give(self, record: Record, answers: dict[str, object]) -> None:
        give_answers(CUSTOMER, record, answers=answers, evidence=EVIDENCE)

    def _reply(self, record: Record, who: Customer) -> None:
        letter = Letter.objects.filter(record=record, state=State.SENT, user=None).last()
        if letter is not None and record.pk not in self.replied:
            self.replied.add(record.pk)
            take_in_reply(CUSTOMER, record, text=words.reply(who), letter=letter)

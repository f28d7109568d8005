"""Sends the letters that are due: at least once, under one Message-ID, and never blindly twice."""

from dataclasses import dataclass
from datetime import datetime

from leadline.access.models import Firm
from leadline.mail.actions import delivery
from leadline.mail.compose import copy_of, message_of
from leadline.mail.models import Letter
from leadline.mail.post import Answer, Post, Verdict
from leadline.mail.prepare import Ready, Stopped, prepared
from leadline.mail.queries import due_letters


@dataclass(frozen=True)
class Sent:
    """What one run did, in letters. stopped: held or failed before they were tried."""

    accepted: int = 0
    later: int = 0
    refused: int = 0
    unclear: int = 0
    stopped: int = 0

    @property
    def total(self) -> int:
        return self.accepted + self.later + self.refused + self.unclear + self.stopped


def send_due(now: datetime, limit: int = 20, *, held: bool = False) -> Sent:
    """Sends up to `limit` letters. held: the worker is, so nothing leaves.

    Each is claimed in a transaction of its own, sent outside of any, and written up in another; one
    whose sender fell silent becomes unclear and waits for a person. Without a sender's address
    letters wait.
    """
    if held:
        return Sent()
    counts = dict.fromkeys(Verdict, 0)
    counts[Verdict.UNCLEAR] = delivery.lapse(now, limit)
    firm = Firm.current()
    letters = due_letters(now, limit) if firm.sender else []
    stopped = 0
    with Post() as post:
        for letter, outcome in zip(letters, prepared(letters, firm, now), strict=True):
            if isinstance(outcome, Stopped):
                delivery.stop(letter, outcome, now)
                stopped += 1
            elif delivery.claim(letter, outcome, now):
                answer = _send(post, letter, outcome, firm, now)
                delivery.finish(letter, answer, now)
                counts[answer.verdict] += 1
    return Sent(
        counts[Verdict.ACCEPTED],
        counts[Verdict.LATER] + counts[Verdict.PUT_OFF],
        counts[Verdict.REFUSED],
        counts[Verdict.UNCLEAR],
        stopped,
    )


def _send(post: Post, letter: Letter, ready: Ready, firm: Firm, now: datetime) -> Answer:
    message = message_of(letter, firm, ready.stop, now)
    answer = post.send(message)
    if answer.verdict is Verdict.ACCEPTED and letter.copy_to is not None:
        post.send_aside(copy_of(message, letter.copy_to.email))
    return answer

"""What time alone would bring records in the days to come: the engine's own decisions, in memory.

Nothing is written. Nobody acts and no customer answers; letters that are due are taken as sent.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from leadline.automation.answering import Case, cases_of
from leadline.automation.surroundings import around
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.intake.forecasts import AHEAD, About, Tally
from leadline.mail.events import SENT
from leadline.playbooks.engine.deciding import decide
from leadline.playbooks.engine.decision import TASKS, Decision, News
from leadline.playbooks.engine.state import State
from leadline.records.models import Record

MOST_STEPS = 200  # of one record: more is a loop that `check` would have found
LEAVES_AFTER = timedelta(minutes=1)  # a letter, once it was asked for


def later_of(batch: Batch, records: Sequence[Record], letters: Mapping[int, list[str]]) -> Tally:
    """By kind, what comes after the batch's now, in the days that a forecast looks ahead.

    batch: only remembers what it was asked. letters: for each record whose person may be written
    to, the keys of those that are about to leave; other records' letters are held, and nothing
    goes on because of them. A constant number of queries.
    """
    waiting = [record for record in records if record.wake_at is not None and record.visit]
    tally: Tally = Counter()
    for case in cases_of(waiting):
        stages = case.playbook.processes[case.record.process].stages
        for decision in _decisions(batch, case, letters.get(case.record.pk)):
            ends = (one.new for one in decision.moves if stages[one.new].is_end)
            tally.update((About.LATER_END, name) for name in ends)
            for effect in decision.effects:
                if effect.verb == "send":
                    tally[About.LATER_LETTER, effect.object] += 1
                elif effect.verb in TASKS:
                    tally[About.LATER_TASK, effect.object] += 1
    return tally


def _decisions(batch: Batch, case: Case, letters: list[str] | None) -> Iterator[Decision]:
    """One after the other, each at the moment at which a punctual worker would make it."""
    record, until = case.record, batch.now + AHEAD
    state = State.from_json(record.state).but(answered_seq=record.answered_seq)
    leaving, seq = [(batch.now + LEAVES_AFTER, key) for key in letters or ()], record.answered_seq
    wake_at = record.wake_at
    for _step in range(MOST_STEPS):
        times = [at for at, _key in leaving] + ([wake_at] if wake_at is not None else [])
        if not times or (at := min(times)) > until:
            return
        news = [
            News(seq + nth, SENT.name, at, AUTOMATION, {"finishes": key})
            for nth, (_at, key) in enumerate((one for one in leaving if one[0] <= at), 1)
        ]
        leaving, seq = leaving[len(news) :], seq + len(news)
        then = around(batch, record, case.playbook, at)
        decision = decide(case.playbook, state, news, case.view, then)
        yield decision
        if letters is not None:
            sent = (effect.key for effect in decision.effects if effect.verb == "send")
            leaving += [(at + LEAVES_AFTER, key) for key in sent]
        state, wake_at = decision.state, decision.wake_at

"""Leads are scored by their news before anything is decided about them, in the same batch."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.batch_size import at_once, let_others_in
from leadline.leads.actions.score import end_score, rescore_leads, score_leads
from leadline.leads.score.loading import (
    Heard,
    InForce,
    all_in_force,
    ended_rules,
    latest_rules,
)
from leadline.leads.score.looking import Seen, look, parts
from leadline.leads.score.working import ANSWERED, Worked
from leadline.playbooks.engine.decision import News
from leadline.records.models import Record
from leadline.records.view import View

LOOK = 10_000  # leads that are read at once
SLICE, FEW = 1000, 200  # leads in one transaction; few where it keeps every writer waiting


def scores_of(
    batch: Batch, records: Sequence[Record], news: Sequence[Sequence[News]]
) -> dict[int, Worked]:
    """What those leads score now that have news, by their ids."""
    heard = {
        record.pk: [as_heard(each) for each in one]
        for record, one in zip(records, news, strict=True)
        if one
    }
    leads = [record for record in records if record.pk in heard]
    return score_leads.within(batch, None, records=leads, news=heard) if leads else {}


def as_heard(news: News) -> Heard:
    answered = str(news.data.get("field", "")) if news.name == ANSWERED else ""
    return Heard(news.seq, news.name, news.occurred_at, answered)


def with_score(view: View, worked: Worked | None, asked: Collection[str], now: datetime) -> View:
    """The view with the score of now, where it is asked about."""
    if worked is None:
        return view
    seen = {name: value for name, value in worked.values(now).items() if name in asked}
    return {**view, **seen}


def with_scores_before(news: Sequence[News], worked: Worked | None, now: datetime) -> list[News]:
    """Each event that changed the score with what the score had been."""
    if worked is None:
        return list(news)
    was = worked.seen_before([as_heard(one) for one in news], now)
    return [
        replace(one, was={**was[one.seq], **one.was}) if one.seq in was else one for one in news
    ]


def rescore_due(now: datetime) -> int:
    """Scores the next leads that the rules in force have not seen; returns how many."""
    done = sum(_rescore(one, now) for one in all_in_force())
    for rules in ended_rules():
        done += end_score(AUTOMATION, rules, most=at_once(SLICE, FEW))
    return done


def _rescore(one: InForce, now: datetime) -> int:
    """The next leads of one playbook: many are looked at, those that change are written in parts.

    Rules that are not in force yet are put in force, which counts as work.
    """
    rules = latest_rules(one.playbook)
    if rules is None or rules.hash != one.rules.meaning or rules.ended_at is not None:
        _write(one, Seen(None), now)
        rules = latest_rules(one.playbook)
        assert rules is not None
    seen = look(one, rules, now, LOOK)
    if not seen.number:
        return 0
    for number, part in enumerate(parts(seen, at_once(SLICE, FEW))):
        if number:
            let_others_in()
        _write(one, part, now)
    return seen.number


def _write(one: InForce, seen: Seen, now: datetime) -> None:
    with Batch(AUTOMATION, now) as batch:
        rescore_leads.within(batch, None, version=one.version, seen=seen)

"""What it costs to score very many leads anew, beside bare SQL that writes what changed.

The first leads come in and are scored as always; the others are copies of them. Then all are
scored again while nothing changes, and once more by points that change about a tenth of them.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Model

from bench import firm
from bench.copies import stand
from bench.ground import PLAYBOOKS
from bench.measure import Stretch, stretch
from bench.said import say
from leadline.automation.scoring import rescore_due
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.models import Event
from leadline.leads.actions.score import score_all_again
from leadline.leads.score.models import LeadScore, ScoreChange, ScoreRules
from leadline.playbooks.actions import publish
from leadline.records.models import Record
from leadline.work.events import INTEREST_SHOWN

REAL = 2_000
AIM = 30.0  # seconds for 1,000,000
SEED = 7
AWAY = 10**12  # keys that nothing has
TOWNS = ("Leeds", "Berlin", "")


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="rescoring", description=__doc__)
    parser.add_argument("--leads", type=int, default=100_000)
    options = parser.parse_args(arguments)
    _make(min(REAL, options.leads))
    stand(options.leads)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    _measured("rescoring, nothing changes", lambda: score_all_again(AUTOMATION, _rules()))
    _measured("rescoring, other points for a tenth", _publish)
    return 0


def _make(number: int) -> None:
    """Leads of whom something is known, half of whom did something."""
    firm.make()
    door, dice = firm.door_of("scored", "Scored lead", ""), Random(SEED)
    found = firm.take_in(door, [firm.lead(n) for n in range(number)])
    with Batch(AUTOMATION) as batch:
        for record in batch.lock([one.record for one in found]):
            answers = {"users": dice.randrange(100), "town": dice.choice(TOWNS) or None}
            batch.change(record, answers=answers)
            if dice.random() < 0.5:
                batch.happened(record, INTEREST_SHOWN, what="price")
    firm.answer_all()
    while rescore_due(clock.now()):
        pass


def _publish() -> None:
    """Who has between 10 and 19 users gets more for it."""
    folder = PLAYBOOKS / "scored"
    files = {path.name: path.read_text() for path in folder.glob("*.yaml")}
    wider = "  - points: 5\n    when: users at least 10 and users below 20\n"
    files["score.yaml"] = files["score.yaml"].replace("engagement:", f"{wider}engagement:")
    publish(AUTOMATION, None, name="scored", source=files)


def _measured(measure: str, begin: Callable[[], object]) -> None:
    begin()
    leads = Record.objects.filter(kind="lead").count()
    changes, events = _last(ScoreChange), _last(Event)
    spent = Stretch()
    with stretch(spent):
        while rescore_due(clock.now()):
            pass
    with stretch() as bare:
        changed, told = _bare(changes, events)
    say(
        measure,
        leads=leads,
        seconds=round(spent.seconds, 2),
        processor_seconds=round(spent.processor, 2),
        aim_seconds=round(AIM * leads / 1_000_000, 2),
        changed=changed,
        told=told,
        yardstick="bare SQL: reads the scores, writes what changed, rolled back",
        yardstick_seconds=round(bare.seconds, 2),
        times=round(spent.seconds / bare.seconds, 1),
    )


def _bare(changes: int, events: int) -> tuple[int, int]:
    """How many changes and events were written once more, and taken back."""
    with transaction.atomic(), connection.cursor() as cursor:
        table = LeadScore._meta.db_table
        cursor.execute(f'SELECT record_id, rules_id, fit, band, lasting FROM "{table}"')
        cursor.fetchall()
        written = _again(cursor, ScoreChange, changes, {"id": AWAY})
        told = _again(cursor, Event, events, {"id": AWAY, "stream_id": AWAY})
        cursor.executemany(
            f'UPDATE "{table}" SET fit = %s, band = %s WHERE record_id = %s',
            [(one["fit"], one["band"], one["record_id"]) for one in written],
        )
        cursor.executemany(
            f'UPDATE "{Record._meta.db_table}" SET seq = %s, wake_at = %s WHERE id = %s',
            [(one["seq"], one["recorded_at"], one["stream_id"] - AWAY) for one in told],
        )
        transaction.set_rollback(True)
    return len(written), len(told)


def _again(
    cursor: Any, model: type[Model], behind: int, moved: Mapping[str, int]
) -> list[dict[str, Any]]:
    """The rows behind a key, inserted once more under other keys."""
    table = model._meta.db_table
    cursor.execute(f'SELECT * FROM "{table}" WHERE id > %s', [behind])
    names = [one[0] for one in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row.update({name: row[name] + by for name, by in moved.items()})
    marks = ", ".join(["%s"] * len(names))
    columns = ", ".join(f'"{name}"' for name in names)
    cursor.executemany(
        f'INSERT INTO "{table}" ({columns}) VALUES ({marks})',
        [tuple(row.values()) for row in rows],
    )
    return rows


def _last(model: type[Model]) -> int:
    return int(model._default_manager.aggregate(last=Max("pk"))["last"] or 0)


def _rules() -> ScoreRules:
    rules = ScoreRules.objects.order_by("-in_force_at").first()
    assert rules is not None
    return rules

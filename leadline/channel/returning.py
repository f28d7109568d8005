"""A lead that a partner gives back goes through its route once more, without that partner."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.db.models import Model

from leadline.channel.actions.handing import FINDERS, hand_on
from leadline.channel.events import RETURNED
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch, Written, heed_writing
from leadline.core.models import Event
from leadline.playbooks.definition import Playbook, Who, WhoKind
from leadline.playbooks.versions import current_of
from leadline.playbooks.walk import rules_of
from leadline.records.actions.routing import hand
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.records.routing.finding import Asking
from leadline.records.routing.untaken import givers_back, rule_of


def heed(written: Mapping[type[Model], Written]) -> None:
    """In the partner's own transaction, so that no lead is left with nobody who knows."""
    rows = written[Event].new if Event in written else ()
    returned = [
        one.stream_id for one in rows if isinstance(one, Event) and one.name == RETURNED.name
    ]
    if returned:
        with Batch(AUTOMATION) as batch:
            for record in batch.lock([Record(pk=pk) for pk in returned]):
                _route_again(batch, record)


def _route_again(batch: Batch, record: Record) -> None:
    """By the rule of its stage, where that leads to partners; else it stays with its owner.

    So it does where nobody is found. What a person handed over by hand goes by the rule, too.
    """
    who = rule_of(batch, record) if record.is_open else None
    if who is None or record.version_id is None:
        return
    playbook = batch.once(current_of, record.version_id)
    if not any(one.text in FINDERS for one in _meant(who, playbook, frozenset())):
        return
    cause = Cause(why={"text": f"owner: {who.text}"})
    decided = hand(batch, record, who, Asking(but=batch.of(record, givers_back)), cause)
    # One colleague may look after several partners: then it has its owner already.
    hand_on(batch, record, replace(cause, why={**cause.why, "route": decided.json()}))


def _meant(who: Who, playbook: Playbook, read: frozenset[str]) -> Iterator[Who]:
    """Everybody whom a phrase may mean: behind `else`, and in the lines of its routes."""
    yield who
    if who.kind is WhoKind.ROUTE and who.name not in read:
        route = rules_of(playbook).routes.get(who.name)
        for line in route.lines if route is not None else ():
            for one in line.whos:
                yield from _meant(one, playbook, read | {who.name})
    if who.otherwise is not None:
        yield from _meant(who.otherwise, playbook, read)


heed_writing(heed)

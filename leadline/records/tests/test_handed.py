from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.records import handed
from leadline.records.actions import assign
from leadline.records.models import Record


def test_who_wants_to_know_is_told_once_of_each_hand_over(
    record: Record, mei: User, monkeypatch: object
) -> None:
    told: list[tuple[object, str]] = []

    def note(batch: object, row: Record, cause: object) -> None:
        told.append((row.owner, row.queue))

    handed.when_handed(note)
    handed.when_handed(note)
    try:
        assign(AUTOMATION, record, owner=mei)
        assign(AUTOMATION, record, owner=mei)
        assign(AUTOMATION, record, owner=None, queue="Unrouted")
    finally:
        handed._tellers.remove(note)
    assert told == [(mei, ""), (None, "Unrouted")]

"""A page tells who changed what, and from what to what."""

from datetime import date

from leadline.core.actor import AUTOMATION, Actor
from leadline.core.batch import Batch
from leadline.core.events import event
from leadline.core.history import changes_in, history_of

CHANGED = event("thing tried", "Changed: {changed}", also=("changes",))


def test_who_changed_what_from_what_to_what(things: type, mei: Actor) -> None:
    thing = things.objects.create(name="old")
    for actor, name in ((mei, "new"), (AUTOMATION, "newer")):
        with Batch(actor) as batch:
            [locked] = batch.lock([thing])
            changes = changes_in(locked, {"name": name, "seq": locked.seq})
            batch.change(locked, name=name)
            batch.happened(locked, CHANGED, changed=sorted(changes), changes=changes)
    late, early = history_of(thing, {"name": "full name"})
    assert (late.by, early.by) == ("by itself", "Mei")
    assert early.sentence == "Changed: Full name"
    [change] = early.changes
    assert (change.label, change.before, change.after) == ("Full name", "old", "new")


def test_values_are_told_as_people_write_them(things: type, mei: Actor) -> None:
    thing = things.objects.create(name="x" * 30)
    told = {
        "on": (True, False),
        "sites": ([], ["a.example", "b.example"]),
        "words": ({}, {"en": "yes"}),
        "long": ("", "y" * 300),
    }
    with Batch(mei) as batch:
        [locked] = batch.lock([thing])
        batch.happened(locked, CHANGED, changes=told)
    [line] = history_of(thing)
    assert [(one.before, one.after) for one in line.changes] == [
        ("nothing", f"{'y' * 120} …"),
        ("yes", "no"),
        ("nothing", "a.example, b.example"),
        ("nothing", "en: yes"),
    ]


def test_what_no_json_holds_is_kept_as_text(things: type) -> None:
    owner = things(name="Mei")
    thing = things(name="x", owner=None)
    thing.day = date(2026, 3, 2)
    assert changes_in(thing, {"day": date(2026, 3, 9), "owner": owner, "name": "x"}) == {
        "day": ("2026-03-02", "2026-03-09"),
        "owner": (None, str(owner)),
    }

import pytest

from leadline.core.actor import Actor
from leadline.core.batch import Batch
from leadline.core.events import event
from leadline.core.models import Event

WROTE = event("test wrote", "{name} wrote", also=("email",), erases=("name", "email"))


def test_events_are_never_changed_or_deleted(db: None) -> None:
    with pytest.raises(TypeError, match="never change"):
        Event.objects.all().update(name="x")
    with pytest.raises(TypeError, match="never deleted"):
        Event.objects.filter(name="x").delete()


def test_erasing_keeps_the_shape_and_takes_the_person(things: type, mei: Actor) -> None:
    with Batch(mei) as batch:
        thing = batch.add(things(name="a"))
        batch.happened(thing, WROTE, name="Li Na", email="li@na.cn", why={"rule": "Li Na"})
    assert Event.objects.filter(stream="thing").erase() == 1
    left = Event.objects.get(stream="thing")
    assert left.data == {"name": None, "email": None}
    assert left.why is None
    assert str(left) == "– wrote"

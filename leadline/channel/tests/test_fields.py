"""A condition asks with whom a lead stands; what has ended is nobody's."""

from leadline.channel.models import Partner, State
from leadline.channel.tests.conftest import stands
from leadline.conditions.declared import declared_fields
from leadline.records.models import Record


def test_with_whom_it_stands(lead: Record, nordic: Partner) -> None:
    field = declared_fields()["channel partner"]

    def value() -> object:
        assert field.load is not None
        [found] = field.values(field.load([lead]))
        return found

    assert value() is None
    row = stands(lead, nordic)
    assert value() == "Nordic"
    row.state = State.LOST
    row.save()
    assert value() is None

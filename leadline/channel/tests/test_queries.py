"""A partner's leads are counted by what became of them, and by whether they answered in time."""

from datetime import timedelta

from leadline.channel.models import Partner, State
from leadline.channel.queries import partner_lines, said_by, standing_of
from leadline.channel.tests.conftest import MONDAY, opened, stands
from leadline.records.models import Record


def test_how_a_lead_stands_and_stood(lead: Record, nordic: Partner) -> None:
    assert standing_of(lead, MONDAY) is None
    row = stands(lead, nordic, due_at=MONDAY + timedelta(hours=1))
    standing = standing_of(lead, MONDAY)
    assert standing is not None
    assert not standing.is_late
    late = standing_of(lead, MONDAY + timedelta(hours=1))
    assert late is not None
    assert late.is_late
    assert said_by(row) == []


def test_the_lines_count(lead: Record, nordic: Partner) -> None:
    later = MONDAY + timedelta(hours=1)
    stands(lead, nordic, state=State.WON, answered_at=MONDAY)
    stands(lead, nordic, state=State.LOST, answered_at=later)
    stands(opened(nordic.manager, "A B", nordic.company), nordic)
    [line] = partner_lines()
    counts = (line.waiting, line.accepted, line.returned, line.won, line.lost)
    assert counts == (1, 0, 0, 1, 1)
    assert (line.answered, line.in_time) == (2, 1)

"""A note is kept, told, and reaches whoever is mentioned in it; interest is an event."""

from typing import Any

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.errors import Invalid
from leadline.core.models import Event
from leadline.records.cause import Cause
from leadline.work.actions.notes import note, show_interest
from leadline.work.models import Note, Notice
from leadline.work.tests.conftest import Cast


def test_colleagues_who_are_mentioned_hear_of_it(cast: Cast) -> None:
    note(cast.as_mei, cast.lead, what=" @Ben Lee and @kai: they want 12 seats, says @Mei Chen ")
    written = Note.objects.get()
    assert (written.user, written.text[:8]) == (cast.mei, "@Ben Lee")
    assert [notice.user for notice in Notice.objects.all()] == [cast.ben]  # Kai may not see it
    assert [follower.user for follower in cast.lead.followers.all()] == [cast.ben]
    assert "Mei Chen wrote about Lead 0: @Ben Lee" in Notice.objects.all()[0].sentence


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_001])
def test_a_note_says_something_and_not_too_much(cast: Cast, text: str) -> None:
    with pytest.raises(Invalid):
        note(cast.as_mei, cast.lead, what=text)
    assert not Note.objects.exists()


def test_a_line_writes_its_note_once(cast: Cast, told: Any) -> None:
    for _ in range(2):
        note(AUTOMATION, cast.lead, what="attempt counted", cause=Cause("k"))
    assert Note.objects.get().user is None
    assert told(cast.lead) == ["note written"]


def test_s0_22_interest_is_told_with_its_words(cast: Cast) -> None:
    show_interest(cast.as_mei, cast.lead, what="The yearly plan")
    event = Event.objects.get(name="interest shown")
    assert event.type.tell(event.data) == "Wants to know more: The yearly plan"

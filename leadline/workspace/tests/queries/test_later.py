"""A promise says why it is not put off, and what its time waits for."""

from django.utils.translation import override

from leadline.core.actor import AUTOMATION
from leadline.core.clock import now
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.workspace.queries.later import later_of
from leadline.workspace.reading import reading_of
from leadline.workspace.tests.conftest import FILES, take_in

WAITING = FILES["lead.yaml"].replace(
    "    within: 1 working day\n", "    within: 1 working day\n    paused while: website known\n"
)


def test_nothing_stops_a_promise_that_the_playbook_does_not_let_wait(cast, page):
    later = later_of(reading_of(cast.lead, now()))
    assert (later.pause, later.kept_by) == ("", ["real conversation"])
    text = page(cast.mei, f"/?item=r{cast.lead.pk}")
    assert "The playbook lets nothing stop its time." in text
    assert "It is kept as soon as this happens: real conversation." in text


def test_what_its_time_waits_for_is_said_in_the_readers_words(cast, page):
    version = publish(AUTOMATION, None, name="waits", source={**FILES, "lead.yaml": WAITING})
    [lead] = take_in(version, Candidate(name="Ada Lin", emails=("ada@lin.example",)))
    assert later_of(reading_of(lead, now())).pause == "website known"
    with override("zh-hans"):
        assert later_of(reading_of(lead, now())).kept_by != ["real conversation"]
    assert "Its time stands still while website known." in page(cast.mei, f"/?item=r{lead.pk}")


def test_where_no_promise_runs_there_is_nothing_to_say(cast):
    assert later_of(None) is None

"""One record is led through a playbook once more, by what came from outside."""

from leadline.automation.rehearsal import replay
from leadline.automation.rehearsal.replay import Unending
from leadline.automation.tests.rehearsal.conftest import DAY, LEAD, NINE


def test_it_goes_as_it_went_at_the_same_moments(firm) -> None:
    one = firm.compare(firm.big)
    assert one.happened.way == one.past.way
    assert [at for _stage, at in one.would.way] == [at for _stage, at in one.past.way]
    assert one.would.owner == "mei@firm.example"


def test_time_brings_what_it_would_have_brought(firm) -> None:
    sooner = firm.compare(firm.small, LEAD.replace("3 days", "2 days"))
    assert dict(sooner.would.way)["Over"] == NINE + 2 * DAY
    later = firm.compare(firm.small, LEAD.replace("3 days", "30 days"))
    assert later.would.stage == "Small"  # not beyond the moment up to which it is rehearsed


def test_it_begins_where_the_playbook_begins(firm) -> None:
    text = LEAD.replace("  - on: lead opened\n", "  - on: lead opened\n    at stage: Small\n")
    one = firm.compare(firm.big, text)
    assert one.would.way == [("Small", NINE), ("Over", NINE + 3 * DAY)]


def test_what_never_comes_to_rest_is_given_up(firm, monkeypatch) -> None:
    monkeypatch.setattr(replay, "MOST_ROUNDS", 1)
    assert firm.compare(firm.big).why_not == Unending.__name__

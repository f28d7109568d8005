"""The past of a record: what it heard, in order, and what was known before."""

from leadline.automation.rehearsal.past import Given, events_of, past_of, trace
from leadline.playbooks.versions import definition_of


def test_an_effect_is_known_again_on_another_way() -> None:
    assert trace("record:5/2/Big/on arrival/task Call them") == "Big/on arrival/task Call them"
    assert trace("record:5/9/Big/while here/send x/event 12") == "Big/while here/send x"
    assert trace("once/Small lead/record:5/Big/send x") == "once/Small lead/record:5/Big/send x"


def test_answers_are_taken_back_and_automation_is_left_out(firm) -> None:
    [events] = events_of([firm.big], firm.now)
    catalogue = definition_of(firm.version.pk).catalogue
    past = past_of(firm.big, events, {"users": 200, "owner": "mei@firm.example"}, catalogue)
    assert (past.view["users"], past.view["owner"]) == (None, None)
    assert [stage for stage, _at in past.way] == ["New", "Big", "Over"]
    assert past.given == [Given("role Inside Sales", "mei@firm.example", "owner changed")]
    names = [fact.news.name for fact in past.facts if fact.news]
    assert names == ["answer given", "call logged", "real conversation"]
    assert past.facts[0].becomes == {"users": 200}


def test_what_came_later_is_not_read(firm) -> None:
    [events] = events_of([firm.big], firm.big.opened_at)
    assert "call logged" not in [one.name for one in events]

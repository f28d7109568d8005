"""What is due is foreseen by kind and age, and looking at it changes nothing."""

from datetime import timedelta

from leadline.access.models import User
from leadline.automation import forecast as forecasting
from leadline.automation.answering import answer_due
from leadline.automation.forecast import forecast
from leadline.automation.tests.conftest import LEAD, NINE, published, take_in
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.playbooks.definition import WhenLate

TEXT = LEAD.replace(
    "    next:\n",
    """    while here:
      - 1 day after arrival:
          - task: Look at them
          - note: They stay
            when late: skip
          - task: Ask them
            when late: ask
    next:
""",
)


def test_by_kind_with_the_oldest_and_what_becomes_of_the_late_ones(mei: User) -> None:
    version = published(TEXT)
    with Driven(NINE) as clock:
        take_in(version, "Web", "Web")
        while answer_due(clock.at):
            pass
        clock.advance(days=2)
        events = Event.objects.count()
        found = {(one.verb, one.object): one for one in forecast(clock.at)}
        assert Event.objects.count() == events
    assert {key: (one.number, one.late) for key, one in found.items()} == {
        ("task", "Look at them"): (2, 2),
        ("task", "Ask them"): (2, 2),
    }
    look = found["task", "Look at them"]
    assert (look.oldest_at, look.when_late) == (NINE + timedelta(days=1), WhenLate.DO)
    assert found["task", "Ask them"].when_late is WhenLate.ASK


def test_what_is_not_due_is_not_foreseen_and_a_move_is(mei: User) -> None:
    text = LEAD.replace("        by: owner\n", '        when: source is "Web"\n')
    with Driven(NINE) as clock:
        assert forecast(clock.at) == []
        take_in(published(text), "Web")
        [move] = forecast(clock.at)
        assert (move.verb, move.object, move.number) == ("go to", "Done", 1)


def test_one_that_cannot_be_foreseen_hides_no_other(mei: User, monkeypatch, caplog) -> None:
    version = published(TEXT)
    with Driven(NINE) as clock:
        bad, _good = take_in(version, "Web", "Web")
        while answer_due(clock.at):
            pass
        clock.advance(days=2)
        real = forecasting.decided

        def decided(case, surroundings):
            if case.record.pk == bad.pk:
                raise RuntimeError("the engine broke")
            return real(case, surroundings)

        monkeypatch.setattr(forecasting, "decided", decided)
        assert {one.number for one in forecast(clock.at)} == {1}
    assert "cannot be foreseen" in caplog.text

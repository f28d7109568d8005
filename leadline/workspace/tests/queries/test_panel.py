"""The panel has what a call needs: who, their last word, what is missing, and the form."""

from leadline.core.clock import now
from leadline.workspace.queries.panel import panel_of


def test_a_promise_comes_with_the_call(cast):
    panel = panel_of(cast.lead, cast.mei, f"r{cast.lead.pk}", "Li Na", now())
    assert panel.call is not None
    assert panel.task is None
    assert panel.last_contact.sentence == "Asked us through Fair"
    assert [one.field for one in panel.missing] == ["mood", "size", "paper", "our guess"]
    assert [one.state for one in panel.stops] == ["now", "ahead", "ahead"]
    assert len(panel.recent) <= 5


def test_a_task_comes_with_its_form(cast):
    task = cast.lead.tasks.get()
    panel = panel_of(cast.lead, cast.mei, f"t{task.pk}", "", now())
    assert panel.task.row.heading == "Look them up"
    assert panel.call is None
    assert (panel.talks, panel.other_talks) == ([], 0)

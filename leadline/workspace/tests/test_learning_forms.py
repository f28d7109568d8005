"""Points that somebody wrote are taken; anything else leaves the line out."""

from leadline.leads.scorecard.proposing import Line
from leadline.workspace.learning_forms import FARTHEST, LearnForm, changed_lines

LINES = [Line("users", 20, low=50.0), Line("town", -5, text="Leeds"), Line("town", 3, text="York")]


def test_points_are_read_strictly() -> None:
    given = {"points-0": "-7", "points-1": "0", "points-2": "x"}
    assert changed_lines(LINES, given) == [Line("users", -7, low=50.0)]
    assert changed_lines(LINES, {}) == []
    assert changed_lines(LINES[:1], {"points-0": "99999"})[0].points == FARTHEST
    assert changed_lines(LINES[:1], {"points-0": "²"}) == []


def test_only_fields_that_there_are_can_be_left_out() -> None:
    assert LearnForm([("users", "Users")], {"without": ["users"]}).is_valid()
    assert not LearnForm([("users", "Users")], {"without": ["gone"]}).is_valid()
    assert not LearnForm([], {"since_on": "yesterday"}).is_valid()

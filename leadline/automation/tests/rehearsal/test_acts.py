"""Acts are known again by what they leave in the history."""

import pytest

from leadline.automation.rehearsal.acts import acts
from leadline.automation.rehearsal.outcome import About
from leadline.automation.tests.rehearsal.conftest import LEAD


def test_an_event_of_one_action_names_it() -> None:
    found = acts()
    assert found["answer given"] == "give answers"
    assert found["move asked"] == "ask move"
    assert found["call logged"] == "log call"
    assert "stage entered" not in found


@pytest.mark.parametrize(
    ("guard", "told"),
    [
        ("never while: stage is \"Big\"\n  say: Not now.", {"log call: Not now.": 1}),
        ("only when: users at most 100\n  say: Too big.", {"log call: Too big.": 1}),
        ("only by: [role Manager]", {"log call: role Manager": 1}),
        ("only by: [role Inside Sales]", {}),
        ("never while: stage is \"Small\"\n  say: Not now.", {}),
    ],
)  # fmt: skip
def test_what_a_rule_would_refuse_is_counted_and_led_on(firm, guard, told) -> None:
    """It was done in truth; so the record goes on as if somebody had passed the rule."""
    one = firm.compare(firm.big, guards=f"- action: log call\n  {guard}\n")
    assert one.would is not None, one.why_not
    assert one.would.way == one.past.way
    found = {name: n for (about, name), (_, n) in one.differs.items() if about is About.REFUSED}
    assert found == told


def test_what_automation_would_be_kept_from_is_counted(firm) -> None:
    task = "      - task: Call them\n        by: owner\n"
    text = LEAD.replace(task, "      - set: users\n        to: 7\n")
    assert text != LEAD
    guard = '- action: give answers\n  never while: stage is "Big"\n  say: Ask first.\n'
    one = firm.compare(firm.big, text, guards=guard)
    assert one.differs[About.REFUSED, "give answers: Ask first."] == (0, 1)
    one = firm.compare(firm.big, text, guards=guard.replace('"Big"', '"Small"'))
    assert not any(about is About.REFUSED for about, _name in one.differs)

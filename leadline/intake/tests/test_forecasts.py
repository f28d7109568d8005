"""Numbers of what would come add up, and somebody says what follows."""

from collections import Counter

from leadline.intake.forecasts import About, Nobody, Tally, new_follower, told_of, total
from leadline.intake.tests.conftest import NINE


def test_numbers_are_kept_by_kind_and_name_the_largest_first() -> None:
    tally: Tally = Counter({(About.TASK, "Ben"): 1, (About.TASK, "Mei"): 3})
    tally[About.LETTER, "hello"] += 2
    told = told_of(tally)
    assert told == {"task": {"Mei": 3, "Ben": 1}, "letter": {"hello": 2}}
    assert list(told["task"]) == ["Mei", "Ben"]
    assert (total(told, About.TASK), total(told, About.TRIAL)) == (4, 0)


def test_automation_follows_and_without_it_nothing_does() -> None:
    assert type(new_follower()).__module__ == "leadline.automation.forecasting"
    assert Nobody().follow([], NINE) == Counter()

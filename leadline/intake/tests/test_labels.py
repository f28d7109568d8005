"""Everything that a column can be is offered once, under a name that people know."""

from leadline.intake.labels import LABELS, choices
from leadline.intake.targets import SKIP, TARGETS


def offered(*given: str, now: str = SKIP) -> list[str]:
    found: list[str] = []
    for value, label in choices([(one, one) for one in given], now):
        found += [one for one, _label in label] if isinstance(label, list) else [value]
    return found


def test_each_target_is_offered_once() -> None:
    assert sorted(offered()) == sorted([SKIP, *TARGETS])
    assert LABELS.keys() == TARGETS.keys()
    assert len(set(map(str, LABELS.values()))) == len(LABELS)


def test_what_a_lead_can_know_besides_is_offered_too() -> None:
    assert offered("total visits")[-1] == "answer total visits"
    assert offered("a", now="answer of before")[-2:] == ["answer a", "answer of before"]

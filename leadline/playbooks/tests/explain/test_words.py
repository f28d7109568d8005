"""Every sentence stands in both languages with the same places to fill."""

from string import Formatter

from leadline.playbooks.explain.words import SENTENCES, listed, say


def places(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}


def test_both_languages_say_the_same() -> None:
    differing = [
        key for key, (english, chinese) in SENTENCES.items() if places(english) != places(chinese)
    ]
    assert differing == []


def test_saying() -> None:
    assert say("goal", "en", goal="Win") == "Goal: Win."
    assert say("goal", "zh-hans", goal="赢") == "目标：赢。"
    assert listed(["a", "", "b"], "en") == "a, b"
    assert listed(["甲", "乙"], "zh-hans") == "甲、乙"

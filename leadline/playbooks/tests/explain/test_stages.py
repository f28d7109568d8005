"""What a stage says, sentence by sentence."""

import pytest

from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.explain.stages import clock_items, stage_items
from leadline.playbooks.tests.folders import replaced, small
from leadline.playbooks.vocabulary_files import standard


def test_a_stage_in_sentences() -> None:
    playbook = small()
    speaker = Speaker(playbook, standard(), "en")
    said = dict(stage_items(playbook.processes["Lead"].stages["New"], speaker))
    assert list(said.values()) == [
        "Goal: Know whether they want it.",
        "Looked after by Sales.",
        "Asks for interest (Yes, No, Unsure).",
        "Asks for budget, if they wish.",
        "Promise “first call”: within 4 working hours, from arrival until call logged.",
        "When “first call” is missed: tell the supervisor of the owner.",
        "On arrival: send the letter “hello”.",
        "3 days after arrival: make the task “Call them” by Sales.",
        "When everything needed here is there, if interest is Yes: go to “Trying”.",
        "When everything needed here is there, otherwise: go to “Bad”.",
    ]
    assert said["next/go to Trying"].endswith("go to “Trying”.")
    (clock,) = playbook.processes["Lead"].stages["New"].clocks
    assert [key for key, _sentence in clock_items(clock, speaker)] == [
        "clock first call", "clock first call/missed/tell supervisor of owner",
    ]  # fmt: skip


def test_an_end_in_chinese() -> None:
    playbook = small()
    speaker = Speaker(playbook, standard(), "zh-hans")
    said = [
        sentence
        for _key, sentence in stage_items(playbook.processes["Lead"].stages["Bad"], speaker)
    ]
    assert said == ["这是终点：未成交。", "询问reason（Price、Silence）。"]


@pytest.mark.parametrize(
    ("when", "english", "chinese"),
    [
        ("at 75 %", ", with a warning at 75 %.", "，提醒：用时达 75%。"),
        ("1 working hour before", ", with a warning 1 working hour before.",
         "，提醒：到期前 1 小时（工作时间）。"),
    ],
)  # fmt: skip
def test_a_promise_says_when_it_warns(when: str, english: str, chinese: str) -> None:
    within = "        within: 4 working hours\n"
    playbook = replaced(within, f"{within}        warn: {when}\n")
    (clock,) = playbook.processes["Lead"].stages["New"].clocks
    for language, told in (("en", english), ("zh-hans", chinese)):
        (_key, sentence), *_missed = clock_items(clock, Speaker(playbook, standard(), language))
        assert sentence.endswith(told)

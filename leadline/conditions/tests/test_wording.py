"""Every kind of test has its words in both languages."""

import pytest

from leadline.conditions.tests import cast
from leadline.conditions.tree import Test
from leadline.conditions.wording import chinese, english


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("trial is open", "试用已开通"),
        ("score unknown", "评分未知"),
        ("fit band is not C", "匹配等级不是丙"),
        ("fit band not one of A, B", "匹配等级不是甲、乙中的任何一个"),
        ('name one of "x", "y"', "姓名是“x”、“y”之一"),
        ("discount at most 1,500 %", "折扣不高于 1,500 % "),
        ("score between 1 and rounds here", "评分在 1 与rounds here之间（含两端）"),
        ('name not contains "王"', "姓名不包含“王”"),
        ("product includes none of AC, SG", "product不包含：AC、SG"),
        ("due day after shipped", "到期日晚于发货"),
        ("due day on tomorrow", "到期日就在明天当天"),
        ("due day before 2026-05-01", "到期日早于 2026 年 5 月 1 日"),
        ("shipped more than 3 months ago", "发货距今已超过 3 个月"),
        ("due day less than 2 weeks from now", "到期日距今还有不到 2 周"),
        ("due day in the year before last", "到期日在前年"),
        ("due day in May 2016", "到期日在 2016 年 5 月"),
        ("due day in Q2 2026", "到期日在 2026 年第二季度"),
        ("wake up when holds", "wake up when成立"),
    ],
)
def test_words_in_both_languages(text: str, words: str) -> None:
    test = cast.read(text).tree
    assert isinstance(test, Test)
    assert chinese(test) == words
    assert english(test) == text

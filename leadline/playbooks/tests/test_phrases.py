"""Every phrase a person sees is known with its place; the product's own need no Chinese here."""

from leadline.playbooks.phrases import chinese_of, phrases, said_in
from leadline.playbooks.tests.folders import small
from leadline.playbooks.vocabulary_files import standard


def test_phrases() -> None:
    found = phrases(small(), standard())
    assert {"Small", "Sales", "Lead", "New", "Know whether they want it", "interest", "Unsure",
            "first call", "Papers", "Signed", "Call them", "Silence"} <= set(found)  # fmt: skip
    assert str(found["Papers"]) == "lead.yaml:35"
    assert "trial is open" not in found


def test_chinese() -> None:
    words = standard()
    assert chinese_of("New", {"new": "新建"}, words) == "新建"
    assert chinese_of("quote sent", {}, words) == "报价已发送"
    assert chinese_of("unheard of", {}, words) == "unheard of"
    assert said_in({"new": "新建"}, "New")

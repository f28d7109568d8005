"""People, moments, acts and moves in words."""

# ruff: noqa: E501 - a table reads best with one case a line

from dataclasses import replace

import pytest

from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.reader.phrases import moment_from, who_from
from leadline.playbooks.tests.folders import replaced, small
from leadline.playbooks.vocabulary_files import standard

ENGLISH, CHINESE = (Speaker(small(), standard(), one) for one in ("en", "zh-hans"))


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("owner", "the owner", "负责人"),
        ("supervisor of owner", "the supervisor of the owner", "负责人的主管"),
        ("previous owner in New", "the previous owner in “New”", "“New”阶段的前负责人"),
        ("the account manager of company", "the account manager of company", "公司的客户经理"),
        (
            "buyer of order, else owner",
            "the buyer of order, else the owner",
            "订单的买方，若无则负责人",
        ),
    ],
)
def test_who(text: str, english: str, chinese: str) -> None:
    who = who_from(text, set(), set())
    assert (ENGLISH.who(who), CHINESE.who(who)) == (english, chinese)


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("3 days before trial ends", "3 days before trial ends", "试用结束前3 天"),
        ("end of due day", "at the end of due day", "付款到期日当天结束时"),
        ("middle of service term", "in the middle of service term", "服务期限的中点"),
        ("7 days before each Feast", "7 days before each Feast", "每个Feast前7 天"),
        ("every 3 months from arrival", "every 3 months from arrival", "自到达起每3 个月"),
        ("preset x after arrival", "the preset “x” after arrival", "到达后预设“x”"),
    ],
)
def test_moments(text: str, english: str, chinese: str) -> None:
    moment = moment_from(text)
    assert ENGLISH.moment(moment) == english
    assert CHINESE.moment(moment) == chinese


def test_a_move_with_everything() -> None:
    playbook = replaced(
        "- go to: Trying\n        when: interest is Yes",
        "- go to: Trying\n        by: owner\n        to: same person\n        with:\n          reason: Price\n"
        "        back: yes\n        new cycle: yes\n        even if: incomplete\n        ask:\n          why: text",
    )
    line = playbook.processes["Lead"].stages["New"].next[0]
    assert Speaker(playbook, standard(), "en").line(line, "complete") == (
        "By hand of the owner: go to “Trying” and give it to the same person and ask for why with"
        " reason = Price, even if something is missing as a new cycle (a step back)."
    )


def test_stages_may_be_called_by_their_new_names() -> None:
    speaker = Speaker(small(), standard(), "en", {"Trying": "Testing"})
    assert speaker.word("Trying") == "Testing"
    assert speaker.event("interest answered") == "interest answered"
    assert CHINESE.event("interest answered") == "意向已回答"


def test_letters_are_called_by_their_subject() -> None:
    letters = {"greeting": "Good day", "by-name": "Dear {{ first_name }}"}
    files = {f"emails/{n}.en.md": f"---\nsubject: {t}\n---\nHi\n" for n, t in letters.items()}
    playbook = small(files)
    speaker = Speaker(playbook, standard(), "en")
    said = [speaker.letter(name) for name in ("greeting", "by-name", "gone away")]
    assert said == ["Good day", "By name", "Gone away"]


def test_what_to_say_is_called_by_its_title() -> None:
    text = "---\ntitle: The first call\nat: [New]\n---\nGood morning\n"
    playbook = small({"talk-tracks/first-call.en.md": text})
    speaker = Speaker(playbook, standard(), "zh-hans")
    [talk] = playbook.talks.values()
    assert speaker.talk(talk) == "The first call"
    assert speaker.talk(replace(talk, titles={})) == "First call"

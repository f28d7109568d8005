"""Names are looked up with the nearest known one; conditions in braces stand in quotes."""

# ruff: noqa: E501 - a table reads best with one case a line

import pytest

from leadline.playbooks.tests.folders import spoiled


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("go to: Trying", "go to: Tryin", "there is no stage “Tryin” in this process (did you mean “Trying”?)"),
        ("send: hello", "send: helo", "there is no letter “helo” in emails/ (did you mean “hello”?)"),
        ("on: lead opened", "on: lead openend", "no event is called “lead openend” (did you mean “lead opened”?)"),
        ("by: Sales", "by: role Saels", "no role is called “Saels”"),
        ("by: Sales", "by: the keeper of company", "nobody is known as “the keeper of company”"),
        ("3 days after arrival", "3 days after arival", "no field is called “arival” (did you mean “arrival”?)"),
        ("3 days after arrival", "3 days after interest", "“interest” is no day or time but choice"),
        ("3 days after arrival", "3 moons after arrival", "“3 moons” is no duration"),
        ("3 days after arrival", "3 days after each Feast", "no holiday is called “Feast”"),
        ("3 days after arrival", "preset x after arrival", "no preset is called “x”"),
        ("when: interest is Yes", "when: [interest is Yes]", "here a condition is expected"),
        ("when: interest is Yes", "when: interest was Yes", "“was Yes” is no comparison"),
    ],
)  # fmt: skip
def test_names(old: str, new: str, told: str) -> None:
    found = spoiled(old, new)
    assert any(told in one for one in found), found


@pytest.mark.parametrize(
    "line",
    [
        "{go to: Good, when: budget above 1,000 EUR}",
        "{go to: Good, when: interest one of Yes, No}",
        "{go to: Good, when: interest is Yes}",
    ],
)
def test_a13_a_condition_in_braces_stands_in_quotes(line: str) -> None:
    found = spoiled("- go to: Trying\n        when: interest is Yes", f"- {line}")
    told = [one for one in found if "stands in quotes" in one]
    assert len(told) == 1
    assert told[0].startswith("lead.yaml:26: error:")
    assert "a comma would end it" in told[0]


def test_a13_in_quotes_it_is_read() -> None:
    line = '- {go to: Trying, when: "budget above 1,000 EUR"}'
    assert spoiled("- go to: Trying\n        when: interest is Yes", line) == []

"""Letters: what stands above them, their languages, and merge fields that exist."""

# ruff: noqa: E501 - a table reads best with one case a line

import pytest

from leadline.playbooks.reader.letters import merge_name, pages
from leadline.playbooks.tests.folders import small, told


def test_a_letter_in_two_languages() -> None:
    letter = small(
        {
            "emails/hello.zh-hans.md": "---\nsubject: 您好\ncovers: [S0 9.1]\nasks: yes\n---\n您好！\n"
        }
    ).letters["hello"]
    assert letter.subjects == {"en": "Hello {{ first_name }}", "zh-hans": "您好"}
    assert letter.options == {"asks": "yes"}
    assert letter.covers == ("S0 9.1",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Hello\n", "emails/hello.md:1: error: a letter begins with “---”"),
        ("---\nsubject: x\nHello\n", "emails/hello.md:1: error: the part above the text is not closed"),
        ("---\nsubject: x\n---\n", "emails/hello.md:3: error: there is no text below"),
        ("---\ncovers: [x]\n---\nHello\n", "emails/hello.md:2: error: “subject” is missing here"),
        ("---\nsubject: x\nsubjct: y\n---\nHello\n", "emails/hello.md:3: error: “subjct” is not known here"),
        ("---\nsubject: x\ncopy to: ownr\n---\nHello\n", "emails/hello.md:3: error:"),
        ("---\nsubject: x\n---\nHello\n{{ frist_name }}\n", "emails/hello.md:5: error: “{{ frist_name }}”"),
        ("---\nsubject: x\n---\nHello\n{% if budget %}\n", "the template cannot be read"),
        ("---\nsubject: x\n---\n{{ budget | dance }}\n", "emails/hello.md:4: error: no filter is called “dance”"),
    ],
)  # fmt: skip
def test_mistakes(text: str, message: str) -> None:
    found = told({"emails/hello.md": text})
    assert any(message in one for one in found), found


def test_fields_of_the_record_may_be_merged() -> None:
    assert told({"emails/hello.md": "---\nsubject: x\n---\n{{ interest | upcase }}\n"}) == []
    assert merge_name("PO number's day") == "po_number_s_day"


def test_who_gets_it_and_who_gets_a_copy() -> None:
    letter = "---\nsubject: x\nto: owner\ncopy to: supervisor of owner\n---\nHello\n"
    assert small({"emails/hello.md": letter}).letters["hello"].options == {
        "to": "owner",
        "copy to": "supervisor of owner",
    }


def test_the_language_stands_in_the_name() -> None:
    files = {"emails/a.zh-hans.md": "", "emails/a.md": "", "emails/b.c.md": "", "other/x.md": ""}
    assert [(p.name, p.language) for p in pages(files, "emails", ("en",))] == [
        ("a", "zh-hans"), ("a", "en"), ("b.c", "en"),
    ]  # fmt: skip

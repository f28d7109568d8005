"""A text without its Chinese is told once, with the place where it stands first."""

from leadline.playbooks.tests.folders import SMALL, told


def test_a_phrase_and_a_letter_without_chinese() -> None:
    settings = SMALL["playbook.yaml"].replace("[en]", "[en, zh-hans]")
    found = told({"playbook.yaml": settings, "words/zh.yaml": "Small: 小\n"})
    assert "lead.yaml:8: error: “New” has no Chinese (add it to words/zh.yaml)" in found
    assert (
        "emails/hello.md:1: error: the letter “hello” has no text in zh-hans"
        " (add emails/hello.zh-hans.md)" in found
    )
    assert not any("“Small”" in one for one in found)


def test_a_letter_that_no_line_sends() -> None:
    letter = "---\nsubject: Bye\n---\nBye\n"
    assert told({"emails/bye.md": letter}) == [
        "emails/bye.md:1: warning: no line sends the letter “bye”"
        " (give it a “title:” if people choose it by hand)"
    ]
    assert told({"emails/bye.md": letter.replace("---\nBye", "title: Goodbye\n---\nBye")}) == []

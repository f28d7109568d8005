"""What nothing fills in is refused where it is printed, with file and line."""

import pytest

from leadline.playbooks.tests.folders import told

HEAD = "---\nsubject: x\n{more}---\nHello\n{text}\n"


@pytest.mark.parametrize(
    ("text", "more", "hint"),
    [
        ("Answer: {{ link }}", "", "say “asks: yes” above the text"),
        ("See {{- visitor | upcase }}", "to: owner\n", "it goes to colleagues"),
        ("{{ lead_is_open }}", "", "nothing tells it; leave it out"),
    ],
)
def test_what_would_keep_a_letter_from_leaving(text: str, more: str, hint: str) -> None:
    line = 5 + more.count("\n")
    found = told({"emails/hello.md": HEAD.format(more=more, text=text)})
    assert [one for one in found if f"emails/hello.md:{line}: error" in one and hint in one], found


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Answer: {{ link }}", "asks: yes\n"),
        ("{% if link %}Answer: {{ link }}{% endif %}", ""),
        ("{{ link | default: 'our page' }}", ""),
        ("{{ visitor }} {{ linked | default: 1 }}", ""),
        ("{{ owner_phone }} {{ cycle }} {{ times_here }}", ""),
    ],
)
def test_what_can_be_filled(text: str, more: str) -> None:
    found = told({"emails/hello.md": HEAD.format(more=more, text=text)})
    assert not any("never known" in one for one in found), found

"""Every value is text with its line; anchors, tags, doubles, tabs and broken lines are told."""

import pytest

from leadline.playbooks.problems import Problem
from leadline.playbooks.reader.yaml import Items, Table, Text, documents, nodes


def read(text: str) -> tuple[tuple[Table, ...], list[str]]:
    problems: list[Problem] = []
    found = documents("f.yaml", text, problems)
    return found, [str(one) for one in problems]


def test_values_are_text() -> None:
    (table,), told = read("a: No\nb: 1.0\nc: [x, 'y']\nd:\n  e: ~\n")
    assert told == []
    assert [key.value for key, _node in table.entries] == ["a", "b", "c", "d"]
    assert table.get("a") == Text("No", table.entries[0][0].place)
    list_ = table.get("c")
    assert isinstance(list_, Items)
    assert [(one.value, one.quoted, one.flow) for one in list_.items if isinstance(one, Text)] == [
        ("x", False, True),
        ("y", True, True),
    ]
    below = table.get("d")
    assert isinstance(below, Table)
    assert below.entries[0][1].place.line == 5


def test_several_documents() -> None:
    assert len(read("a: b\n---\nc: d\n---\n")[0]) == 2


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: 1\nb: &x 2\n", 2, "“&” names a part"),
        ("a: &x 1\nb: *x\n", 2, "“*” stands for a part"),
        ("a: !t 1\n", 1, "“!” gives a value a type"),
        ("a: 1\nb: 2\na: 3\n", 3, "“a” stands here twice (first on line 1)"),
        ("a: b\n\tc: d\n", 2, "a tab cannot indent"),
        ("a: b: c\n", 1, "cannot be read"),
        ("a: [b\n", 2, "a bracket or brace is not closed"),
        ("- a\n- b\n", 1, "here a table"),
        ("[a]: b\n", 1, "a key is a phrase"),
        ("a: b\n c\n  - d: [\n", 3, "cannot be read"),
        ("a: \x07\n", 1, "a character that no text may hold"),
        ("a: " + "[" * 30 + "]" * 30, 1, "too deep"),
    ],
)
def test_what_is_refused(text: str, place: int, message: str) -> None:
    told = read(text)[1]
    assert any(message in one for one in told), told
    assert any(one.startswith(f"f.yaml:{place}: ") for one in told), told


def test_what_stands_before_a_broken_line_is_still_read() -> None:
    problems: list[Problem] = []
    found = nodes("f.yaml", "a: b\n---\nc: [\n", problems)
    assert len(found) == 1
    assert len(problems) == 1

"""Types of fields as they are written, and those that are none."""

import pytest

from leadline.conditions.catalogue import Kind
from leadline.playbooks.problems import Problem
from leadline.playbooks.reader.types import FieldType, field_type
from leadline.playbooks.reader.yaml import Node, documents


def node(text: str) -> Node:
    found = documents("f.yaml", f"x: {text}\n", [])[0].get("x")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("text", FieldType("text", Kind.TEXT)),
        ("yes or no", FieldType("yes or no", Kind.YES_NO)),
        ("people", FieldType("people", Kind.PERSON)),
        ("address", FieldType("address", Kind.TEXT)),
        ("percent", FieldType("percent", Kind.NUMBER, unit="%")),
        ("number in users", FieldType("number in users", Kind.NUMBER, unit="users")),
        ("[A, B]", FieldType("choice", Kind.CHOICE, ("A", "B"))),
        ("{several: [A, B]}", FieldType("several choices", Kind.SET, ("A", "B"))),
    ],
)
def test_types(text: str, read: FieldType) -> None:
    problems: list[Problem] = []
    assert field_type(node(text), problems) == read
    assert problems == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("txet", "“txet” is no type of field (did you mean “text”?)"),
        ("[A]", "choices are at least two"),
        ("[A, A]", "choices are at least two different"),
        ("[A, [B]]", "a choice is a plain phrase"),
        ("{a: b}", "this is no type of field"),
    ],
)
def test_no_types(text: str, told: str) -> None:
    problems: list[Problem] = []
    assert field_type(node(text), problems) is None
    assert any(told in str(one) for one in problems), problems

"""A test of a filter says how its field compares, and with what."""

import pytest

from leadline.conditions.catalogue import Field, Kind
from leadline.workspace.list_forms import WAYS, TestForm, ViewForm
from leadline.workspace.queries.lists.filters import ways_of

MOOD = Field("mood", Kind.CHOICE, choices=("Good", "Bad"), choices_zh=("好", "坏"))


def test_every_comparison_has_words():
    asked = {way for kind in Kind for way in ways_of(Field("x", kind, choices=("a",)))}
    assert asked - WAYS.keys() == {"holds", "more than", "less than"}


@pytest.mark.parametrize(
    ("field", "given", "valid"),
    [
        (Field("source", Kind.TEXT), {"how": "is", "value": "Fair"}, True),
        (Field("source", Kind.TEXT), {"how": "is"}, False),
        (Field("source", Kind.TEXT), {"how": "known"}, True),
        (Field("source", Kind.TEXT), {"how": "above", "value": "1"}, False),
        (MOOD, {"how": "is", "value": "Good"}, True),
        (MOOD, {"how": "is", "value": "Ugly"}, False),
        (Field("size", Kind.NUMBER), {"how": "between", "value": "1", "until": "2"}, True),
    ],
)
def test_what_is_missing_is_told(field, given, valid):
    assert TestForm(field, (), given).is_valid() is valid


def test_only_what_can_lie_between_has_a_second_value():
    assert "until" in TestForm(Field("size", Kind.NUMBER), ()).fields
    assert "until" not in TestForm(MOOD, ()).fields
    assert TestForm(Field("said", Kind.YES_NO), ()).fields["value"].choices[0][0] == "yes"


def test_a_view_needs_a_name():
    assert not ViewForm({"name": " ", "shared": "mine"}).is_valid()
    assert ViewForm({"name": "Hot", "shared": "all"}).is_valid()

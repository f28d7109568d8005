"""JSON is read strictly and laid flat."""

import pytest

from leadline.core.errors import Invalid
from leadline.intake.json_body import flat, objects_of


def test_one_object_or_a_list() -> None:
    assert objects_of(b'{"a": 1}') == ([{"a": 1}], False)
    assert objects_of(b'[{"a": 1}, {}]') == ([{"a": 1}, {}], True)


def test_numbers_stay_as_they_were_written() -> None:
    [read], _ = objects_of(b'{"a": 12345678901234567890, "b": 1.10, "c": 0.5}')
    assert read == {"a": "12345678901234567890", "b": "1.10", "c": 0.5}


def test_the_place_of_a_mistake_is_told() -> None:
    with pytest.raises(Invalid, match="line 2, column 1"):
        objects_of(b'{"a":\n}')


def test_objects_are_laid_flat() -> None:
    given = {"who": {"name": "Li Na"}, "tags": ["a", 2], "n": None, "ok": True}
    assert flat({**given, "items": [{"sku": 7}]}) == {
        "who.name": "Li Na",
        "tags": "a; 2",
        "n": "",
        "ok": "yes",
        "items.1.sku": "7",
    }

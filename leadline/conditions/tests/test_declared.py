import pytest

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.declared import declare, declared_fields


def test_a_field_is_declared_once_and_found_by_its_name() -> None:
    weather = Field("Test Weather", Kind.TEXT)
    declare(weather, about="record", load=lambda records: ["dry"] * len(records), room="core")
    found = declared_fields()["test weather"]
    assert found.load is not None
    assert found.load([1, 2]) == ["dry", "dry"]
    assert list(found.values(["dry", None])) == ["dry", None]
    with pytest.raises(ValueError, match="declared twice"):
        declare(weather, about="record", load=None, room="core")


def test_fields_that_share_a_loader_read_their_own_value_in_what_it_gives() -> None:
    long = Field("test length", Kind.NUMBER)
    declare(long, about="record", load=lambda texts: texts, room="core", read=len)
    found = declared_fields()["test length"]
    assert found.values(["a", "bcd"]) == [1, 3]

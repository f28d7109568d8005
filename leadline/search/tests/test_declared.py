"""Kinds and places are declared once."""

import pytest

from leadline.search import declared
from leadline.search.declared import FoundKind, Place, declare_kind, declare_place


def test_kinds_and_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declared, "_kinds", {})
    monkeypatch.setattr(declared, "_places", {})
    kind = FoundKind("case", "Cases", "case", "flag")  # type: ignore[arg-type]
    assert declare_kind(kind) is kind
    with pytest.raises(ValueError, match="case"):
        declare_kind(kind)
    first = declare_place(Place("Import a file", "imports", "upload"))
    assert declare_place(Place("Imports", "imports", "upload")) is first
    assert list(declared.declared_kinds()) == ["case"]
    assert declared.declared_places() == [first]


def test_leads_and_deals_are_found() -> None:
    assert {"lead", "deal"} <= set(declared.declared_kinds())

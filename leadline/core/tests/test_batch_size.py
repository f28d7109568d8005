import time

import pytest
from django.db import connection

from leadline.core.batch_size import LETS_IN, at_once, let_others_in


@pytest.mark.parametrize(("vendor", "rows"), [("sqlite", 50), ("postgresql", 500)])
def test_one_writer_takes_less_at_once(
    monkeypatch: pytest.MonkeyPatch, vendor: str, rows: int
) -> None:
    monkeypatch.setattr(connection, "vendor", vendor)
    assert at_once(500, 50) == rows


@pytest.mark.parametrize(("vendor", "waits"), [("sqlite", True), ("postgresql", False)])
def test_only_one_writer_lets_others_in(
    monkeypatch: pytest.MonkeyPatch, vendor: str, waits: bool
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setattr(connection, "vendor", vendor)
    let_others_in()
    assert slept == ([LETS_IN] if waits else [])

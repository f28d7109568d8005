"""`leadline search rebuild` says what it made."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from leadline.records.models import Record
from leadline.search.tests.conftest import LI_NA, Cast


def test_rebuild(cast: Cast, take_in: Callable[..., list[Record]]) -> None:
    [record] = take_in(LI_NA)
    said = StringIO()
    call_command("search", "rebuild", stdout=said)
    assert f"record: indexed anew up to number {record.pk}." in said.getvalue()
    with pytest.raises(CommandError):
        call_command("search", "empty")

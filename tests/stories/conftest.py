"""A story's requests and its test share one connection, so that all of it is rolled back."""

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request would close the connection of the transaction that the test is in.

    Not its listener is taken away but what it does: Django's test client puts it back.
    """
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)

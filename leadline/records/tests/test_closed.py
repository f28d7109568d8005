"""What can be opened again says so; what cannot, or cannot be read, is closed."""

import pytest

from leadline.playbooks.models import Version
from leadline.records import closed as module
from leadline.records.closed import closed, reopens_at
from leadline.records.models import Record


def test_what_follows_no_playbook_is_closed_for_good() -> None:
    assert reopens_at(Record(outcome="won")) == ""
    assert closed(Record(outcome="won")) == "This is closed."


def test_a_text_that_nobody_can_read_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_readable", lambda version: False)
    record = Record(outcome="lost", version=Version(pk=1), process="Lead", stage="Lost")
    assert reopens_at(record) == ""
    assert reopens_at(Record(version=Version(pk=1))) == ""  # it is open

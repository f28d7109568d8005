"""A report is read strictly, and what is wrong with it says what to send instead."""

from datetime import timedelta
from typing import Any

import pytest

from leadline.core.errors import Invalid
from leadline.service.reports import Report, read_report
from leadline.service.tests.conftest import NOON


def test_what_can_be_said() -> None:
    told = {"trial": 17, "sign_ins": 5, "last_seen": "2026-03-02T13:00:00+01:00"}
    assert read_report(told, NOON) == Report(5, trial=17, seen_at=NOON)
    told = {"account": "li.na@a.example", "sign_ins": 0}
    assert read_report(told, NOON) == Report(0, account="li.na@a.example")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"trial": None}, "either the trial or the account"),
        ({"account": "a@b.example"}, "either the trial or the account"),
        ({"trial": "17"}, "“trial” is the number"),
        ({"trial": True}, "“trial” is the number"),
        ({"trial": 2**63}, "“trial” is the number"),
        ({"trial": None, "account": 5}, "“account” is the e-mail address"),
        ({"trial": None, "account": "x" * 300}, "“account” is the e-mail address"),
        ({"sign_ins": -1}, "“sign_ins” is how often"),
        ({"sign_ins": 1.5}, "“sign_ins” is how often"),
        ({"sign_ins": True}, "“sign_ins” is how often"),
        ({"sign_ins": None}, "“sign_ins” is how often"),
        ({"last_seen": "2026-03-02T10:00:00"}, "with its zone"),
        ({"last_seen": "2026-13-02T10:00:00Z"}, "with its zone"),
        ({"last_seen": 5}, "with its zone"),
        ({"last_seen": (NOON + timedelta(hours=1)).isoformat()}, "in the future"),
        ({"signins": 4}, "“signins” is not known here"),
    ],
)
def test_what_cannot_be_said(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(Invalid, match=said):
        read_report({"trial": 17, "sign_ins": 5} | wrong, NOON)

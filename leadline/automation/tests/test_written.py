"""An effect that is written down comes back as it was."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from leadline.automation.written import read, written
from leadline.core.durations import Duration, Unit
from leadline.core.money import Money
from leadline.playbooks.definition import Place, Question, Who, WhoKind
from leadline.playbooks.engine.decision import Effect
from leadline.playbooks.engine.state import State

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
BOSS = Who(WhoKind.SUPERVISOR, of=Who(WhoKind.OWNER, text="owner"), text="supervisor of owner",
           otherwise=Who(WhoKind.ROLE, "Sales", text="role Sales"))  # fmt: skip
PARAMS = {
    "by": BOSS,
    "within": Duration(3, Unit.DAY, working=True),
    "deadline": NINE,
    "agenda": ("first", "second"),
    "ask": (Question("users", Place("lead.yaml", 3), optional=True, choices=("a", "b")),),
    "with": {"amount": Money(1250, "GBP"), "on": date(2026, 3, 2), "share": Decimal("0.5")},
    "late": False,
    "nobody": None,
    "state": State("Deal", "New", NINE, NINE, NINE, cycle=2, times_in={"New": 3}),
}


def test_every_kind_of_option_survives() -> None:
    effect = Effect("task", "Call", "k/1", NINE, 2, PARAMS, "l", Place("lead.yaml", 7), "w", True)
    assert read(json.loads(json.dumps(written(effect)))) == effect


def test_a_bare_effect_survives() -> None:
    effect = Effect("open", "trial", "k", NINE)
    assert read(json.loads(json.dumps(written(effect)))) == effect


def test_what_nobody_knows_is_not_kept_by_halves() -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        written(Effect("open", "trial", "k", NINE, params={"what": object()}))

from datetime import UTC, datetime

import pytest

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.conditions.context import Context
from leadline.conditions.grammar import parse
from leadline.conditions.strict import certain

HIT = Field("screening found something", Kind.YES_NO, opposite="screening found nothing")
DECISION = Field("decision", Kind.CHOICE, choices=("Open", "Reject"))
BASE = Catalogue([HIT, DECISION])
MAY = Field(
    "trial may open",
    Kind.YES_NO,
    means=parse("screening found nothing or decision is Open", BASE),
)
FIELDS = BASE.with_([MAY])
NOW = Context(datetime(2026, 3, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "hit", "decision", "answer"),
    [
        ("screening found nothing or decision is Open", False, None, True),
        ("screening found nothing or decision is Open", True, None, None),
        ("screening found nothing or decision is Open", True, "Open", True),
        ("trial may open", False, None, True),
        ("trial may open", True, None, None),
        ("trial may open", True, "Reject", False),
        ("screening found something and decision is Reject", False, None, False),
        ("screening found something and decision is Reject", True, None, None),
        ("not (decision is Open)", True, None, None),
        ("not (decision is Open)", True, "Reject", True),
        ("decision unknown", True, None, True),
    ],
)
def test_an_unknown_that_decides_cannot_be_told(
    text: str, hit: bool, decision: str | None, answer: bool | None
) -> None:
    values = {"screening found something": hit, "decision": decision}
    assert certain(parse(text, FIELDS), values, NOW) is answer

"""Facts are kept as JSON and come back as they were."""

import json

from leadline.reports.facts import Facts

FULL = Facts(
    "expansion", "2018-02", 6, 0b1010001, source=3, campaign="fair", owner=4, team=5,
    moves=("MQL>SQL",), times=(("MQL>SQL", 1_209_600),), unusual=("skipped",), rejected="",
    attempts=7, speed=None, won=(("EUR", 100),), open=(), won_month="2018-03",
    credits=(("first", "EUR", 3, "fair", 100),),
)  # fmt: skip


def test_they_come_back_as_they_were() -> None:
    for facts in (FULL, Facts("acquisition", "2018-02", 1, 2)):
        assert Facts.from_json(json.loads(json.dumps(facts.to_json()))) == facts


def test_what_is_as_usual_is_not_written() -> None:
    written = Facts("acquisition", "2018-02", 1, 2).to_json()
    assert written == {"funnel": "acquisition", "month": "2018-02", "reached": 1, "entered": 2}

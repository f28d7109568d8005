"""Later leads stand beside what earlier ones promised."""

from leadline.leads.score.outcomes import Ended
from leadline.workspace.queries.calibrated import calibrated


def lead(score: int, *, won: bool) -> Ended:
    return Ended(score, "A" if score > 50 else "", 0, won, {})


EARLIER = [lead(60, won=n < 80) for n in range(100)] + [lead(10, won=n < 10) for n in range(100)]
LATER = [lead(60, won=n < 40) for n in range(100)] + [lead(10, won=n < 11) for n in range(100)]


def test_a_band_that_no_longer_keeps_its_promise_is_named() -> None:
    found = calibrated([*LATER, *EARLIER], ["A", ""])
    assert found is not None
    assert (found.earlier, found.later) == (200, 200)
    assert [row.label for row in found.rows] == ["band A", "no band", "60 points", "10 points"]
    assert found.off == ["band A", "60 points"]
    assert (found.rows[0].promised[:2], found.rows[0].came) == ("79", "40.0 %")
    assert all(0 <= row.promised_width <= found.width for row in found.rows)


def test_what_has_one_end_alone_promises_nothing() -> None:
    assert calibrated([lead(60, won=True)] * 10, ["A"]) is None
    assert calibrated([], ["A"]) is None

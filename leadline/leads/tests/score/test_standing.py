"""Where a lead stands, as people and as conditions read it."""

from datetime import UTC, datetime, timedelta

from leadline.conditions.fading import Fading
from leadline.leads.score.decay import Engagement
from leadline.leads.score.standing import Standing

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def test_what_stays_is_a_plain_number_and_what_fades_knows_when() -> None:
    stays = Standing(40, "A", Engagement(5)).values(NOW)
    assert stays == {"score": 45, "engagement": 5, "fit band": "A"}
    assert not isinstance(stays["score"], Fading)
    fades = Standing(40, "", Engagement(-5).plus(20, 1440, NOW)).values(NOW)
    score = fades["score"]
    assert isinstance(score, Fading)
    assert (score, score.least, fades["engagement"], fades["fit band"]) == (55, 35, 15, None)
    assert score.falls_below(46, NOW) is not None
    assert score.at(NOW + timedelta(days=1)) == 45

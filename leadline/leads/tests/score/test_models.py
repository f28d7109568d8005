"""The rows of scores say what they are."""

from leadline.leads.score.models import EngagementSum, LeadScore, ScoreChange


def test_rows_name_themselves() -> None:
    assert str(LeadScore(fit=40, band="A")) == "A 40"
    assert str(EngagementSum(amount=2.5, half_life=60)) == "2.5 / 60"
    assert str(ScoreChange(score=65)) == "65"

"""The numbers beside the pages of the settings."""

from leadline.access.models import Team
from leadline.config import counting
from leadline.config.counting import number_beside


def test_what_is_counted_and_what_is_not(db, monkeypatch):
    assert number_beside("firm") == ""
    assert number_beside("teams") == "0"
    Team.objects.bulk_create(Team(name=f"Team {n}") for n in range(4))
    assert number_beside("teams") == "4"
    monkeypatch.setattr(counting, "MOST", 3)
    assert number_beside("teams") == "3+"
    assert all(number_beside(page) for page in counting.COUNTED)

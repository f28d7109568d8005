"""What is refused in score.yaml."""

import pytest

from leadline.playbooks.tests.folders import told

FIELDS = {"fields.yaml": "lead:\n  size: number\n  since: day\n"}
GOOD = """bands: {A: 20, B: 0}
fit:
  - points: 20
    when: size at least 50
engagement:
  - points: 5
    on: reply received
    half-life: 30 days
  - points: -10
    on: letter failed
"""


def test_a_sound_score_has_no_problem() -> None:
    assert not [one for one in told({**FIELDS, "score.yaml": GOOD}) if "score.yaml" in one]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("B: 0", "Hot: 0", "“Hot” is no band of fit"),
        ("when: size at least 50", "when: since more than 3 days ago", "come and go by time"),
        ("when: size at least 50", "when: score at least 50", "points cannot hang on “score”"),
        ("when: size at least 50", "when: engagement at least 50", "come and go by time"),
        ("    when: size at least 50", "    on: reply received", "take no event"),
        ("30 days", "30 working days", "a half-life is a length on the calendar"),
        ("30 days", "0 days", "a half-life is a length on the calendar"),
        ("points: 5\n", "points: -5\n", "the score would rise by time alone"),
        ("    half-life: 30 days", "    when: size at least 50", "take no “when”"),
        ("    on: letter failed", "    when: size at least 50", "name the event"),
    ],
)
def test_what_is_refused(old: str, new: str, wanted: str) -> None:
    assert old in GOOD
    found = told({**FIELDS, "score.yaml": GOOD.replace(old, new)})
    assert any("score.yaml" in one and wanted in one for one in found), found

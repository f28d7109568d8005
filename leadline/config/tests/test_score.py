"""`leadline score` says what it found, what is suspicious, and what to do."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from leadline.core.clock import standing_at
from leadline.leads.tests.score.score_cast import NINE, SCORE, people, published


def ran(*arguments: object) -> str:
    out = StringIO()
    call_command("score", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two in three of the big are won; a verdict is written for those who were."""
    lines = ["size,verdict,won"]
    for n in range(600):
        won = n % 3 != 0 if n % 2 else n % 5 == 0
        lines.append(f"{'big' if n % 2 else 'small'},{'yes' if won else 'no'},{int(won)}")
    path = tmp_path / "ended.csv"
    path.write_text("\n".join(lines))
    return path


def test_it_names_the_leak_and_proposes_points(file: Path) -> None:
    told = ran("fit", "--file", file, "--outcome", "won")
    assert "Leak: verdict: tells more than is known beforehand" in told
    assert "Fit again with --without “verdict”" in told
    told = ran("fit", "--file", file, "--outcome", "won", "--without", "verdict")
    assert "Leak" not in told
    assert "600 leads" not in told
    assert "when: 'size is \"big\"'" in told
    assert told == ran("fit", "--file", file, "--outcome", "won", "--at-capture", "size")


def test_it_says_it_in_chinese(file: Path) -> None:
    assert "泄漏: verdict" in ran(
        "fit", "--file", file, "--outcome", "won", "--language", "zh-hans"
    )


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["--outcome", "sold"], "No column is called sold. There are: size, verdict, won."),
        ([], "Say with --outcome"),
        (["--outcome", "won", "--without", "nowhere"], "These columns are not there"),
        (["--outcome", "won", "--at-capture"], "Name the columns of the file"),
        (["--outcome", "size"], "There are too few leads"),
    ],
)
def test_what_cannot_be_done_is_said(file: Path, arguments: list[str], wanted: str) -> None:
    with pytest.raises(CommandError, match=wanted):
        ran("fit", "--file", file, *arguments)


@pytest.mark.django_db
def test_all_are_scored_at_once_and_a_playbook_has_to_have_a_score() -> None:
    with pytest.raises(CommandError, match="Say which playbook: –"):
        ran("all")
    version = published()
    people(version, 3, users=80)
    with standing_at(NINE):
        assert "3 leads were scored by rules 1; 0 have changed." in ran("all")
        published(SCORE.replace("points: 40", "points: 41"))
        assert "by rules 2; 3 have changed" in ran("all", "--playbook", "small")
    with pytest.raises(CommandError, match="too few leads"):
        ran("fit", "--source", "small")
    with pytest.raises(CommandError, match="There is no file"):
        ran("fit", "--file", "nowhere.csv")

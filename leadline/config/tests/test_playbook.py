"""`leadline playbook` tells errors one a line, ends with a failure when there are any, and speaks."""

# ruff: noqa: E501 - a table reads best with one case a line

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from leadline.core import clock
from leadline.playbooks.models import Version
from leadline.playbooks.tests.folders import LEAD, SMALL
from leadline.records.models import Record

TRIALS = Path(__file__).parents[3] / "tests" / "playbooks"
SHIPPED = Path(__file__).parents[3] / "playbooks"


def written(folder: Path, **changes: str) -> Path:
    for path, text in {**SMALL, **changes}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("playbook", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_check_tells_every_error_and_fails(tmp_path: Path) -> None:
    spoiled = LEAD.replace("send: hello", "send: helo").replace("goal: They", "gaol: They")
    folder = written(tmp_path, **{"lead.yaml": spoiled})
    out = StringIO()
    with pytest.raises(CommandError, match="2 errors"):
        call_command("playbook", "check", str(folder), stdout=out)
    assert [line.partition(" error: ")[0] for line in out.getvalue().splitlines() if "error:" in line] == [
        "lead.yaml:20:", "lead.yaml:30:",
    ]  # fmt: skip


def test_check_of_a_good_one(tmp_path: Path) -> None:
    assert run("check", str(written(tmp_path / "small"))) == "small is in order.\n"


def test_check_of_several_tells_of_each_and_fails_for_one(tmp_path: Path) -> None:
    good, other = written(tmp_path / "good"), written(tmp_path / "other")
    bad = written(tmp_path / "bad", **{"lead.yaml": LEAD.replace("send: hello", "send: helo")})
    assert run("check", str(good), str(other)).splitlines() == [
        f"{good}:", "good is in order.", f"{other}:", "other is in order.",
    ]  # fmt: skip
    out = StringIO()
    with pytest.raises(CommandError, match=r"^1 error$"):
        call_command("playbook", "check", str(good), str(bad), str(other), stdout=out)
    said = out.getvalue().splitlines()
    assert [line for line in said if "in order" in line] == [
        "good is in order.",
        "other is in order.",
    ]
    told = said[said.index(f"{bad}:") : said.index(f"{other}:")]
    assert [line[:19] for line in told if "error:" in line] == ["lead.yaml:20: error"]


def test_s0_68_check_lists_what_covers_which_node() -> None:
    said = run("check", str(TRIALS / "trial-subscription-deal"), "--covers")
    assert "S0 23.6: Deal · Silent, emails/goodbye" in said
    assert "S0 28: Deal · Closed won" in said


def test_explain_in_both_languages() -> None:
    folder = str(TRIALS / "trial-subscription-deal")
    assert "go to “Billing information”" in run("explain", folder)
    assert "转到“账单信息”" in run("explain", folder, "--language", "zh-hans")


def test_diff(tmp_path: Path) -> None:
    old = written(tmp_path / "old")
    new = written(tmp_path / "new", **{"lead.yaml": LEAD.replace("3 days", "5 days")})
    said = run("diff", str(old), str(new))
    assert "changed: Lead · New: 5 days after arrival" in said
    assert "unchanged: Lead · Trying" in said
    assert run("diff", str(old), str(old)).startswith("Both mean the same.")


def test_explain_refuses_what_has_errors(tmp_path: Path) -> None:
    folder = written(tmp_path / "bad", **{"lead.yaml": "process: [\n"})
    with pytest.raises(CommandError, match="has errors"):
        run("explain", str(folder))


@pytest.mark.django_db
def test_publish_puts_in_force_and_counts(tmp_path: Path) -> None:
    folder = written(tmp_path / "small")
    assert run("publish", str(folder)) == (
        "small: version 1 is in force.\nsmall, in force: 1\n  version 1: 0 open, 0 ended\n"
    )
    written(folder, **{"lead.yaml": LEAD.replace("3 days", "5 days")})
    assert "version 2 is in force" in run("publish", str(folder), "--name", "small")
    Record.objects.create(
        kind="lead",
        title="Li Na",
        version=Version.objects.get(number=1),
        opened_at=clock.now(),
        entered_at=clock.now(),
    )
    assert run("list").splitlines() == [
        "small, in force: 2",
        "  version 1: 1 open, 0 ended",
        "  version 2: 0 open, 0 ended",
        "  1 stand on an older version.",
    ]


@pytest.mark.django_db
def test_publish_tells_everything_that_stands_against_it() -> None:
    out = StringIO()
    with pytest.raises(CommandError, match="errors"):
        call_command("playbook", "publish", str(TRIALS / "trial-subscription-deal"), stdout=out)
    assert "deal.yaml:9: error: “send quote” belongs to Quotes" in out.getvalue()
    assert run("list") == ""


def test_s0_68_every_node_of_the_trial_is_carried_by_something() -> None:
    said = run("explain", str(SHIPPED / "trial-subscription"))
    nodes = [*map(str, range(1, 17)), "9.1", "9.2", "17.5", "29", "30", "31"]
    for node in nodes:
        assert f"  S0 {node}: " in said
    assert "S0 17.1.1: talk-tracks/price-asked" in said


@pytest.mark.parametrize(
    ("old", "new", "scenario"),
    [
        ("3 days after trial starts", "4 days after trial starts", "trial.yaml"),
        ("when: screening found something", "when: address is not corporate", "registration.yaml"),
        ("- on: trial extended", "- on: trial used", "trial.yaml"),
        ("      - send: trial-rejected\n", "", "another-trial.yaml"),
    ],
)
def test_a_rule_that_is_broken_fails_the_check_of_the_shipped_playbook(
    tmp_path: Path, old: str, new: str, scenario: str
) -> None:
    """This is what `bin/ci playbooks` runs: the scenarios say where the process is another one."""
    folder = tmp_path / "trial-subscription"
    shutil.copytree(SHIPPED / "trial-subscription", folder)
    text = (folder / "lead.yaml").read_text()
    assert old in text
    (folder / "lead.yaml").write_text(text.replace(old, new, 1))
    out = StringIO()
    with pytest.raises(CommandError, match="error"):
        call_command("playbook", "check", str(folder), stdout=out)
    said = out.getvalue()
    assert f"scenarios/{scenario}:" in said

"""Each numbered step of the source stands beside what carries it, and how often it was used."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.playbooks.versions import definition_of
from leadline.workspace.queries.source import SourcePage, Step, source_page, steps_of
from leadline.workspace.tests.conftest import FILES, Cast

SHIPPED = Path(settings.PLAYBOOKS) / "trial-subscription"
SOURCE = {
    **FILES,
    "source.yaml": "X 1: Ask them\nX 2: Look them up\nX 3: Send flowers\n",
    "lead.yaml": FILES["lead.yaml"]
    .replace("goal: Know what they want", "goal: Know what they want\n    covers: X 1")
    .replace("is done when: website known", "is done when: website known\n        covers: X 2")
    .replace(
        "- go to: Ended badly\n    by: owner",
        "- go to: Ended badly\n    by: owner\n    covers: X 9",
    ),
}


@pytest.fixture
def version(cast: Cast) -> Version:
    return publish(AUTOMATION, None, name="small", source=SOURCE)


def step(page: SourcePage, number: str) -> Step:
    return next(one for one in page.steps if one.number == number)


def test_steps_stand_in_the_order_of_the_source_and_unknown_ones_behind(
    cast: Cast, version: Version
) -> None:
    page = source_page(version, cast.mei)
    assert [one.number for one in page.steps] == ["X 1", "X 2", "X 3", "X 9"]
    assert page.carried == 3
    assert step(page, "X 3").carriers == []
    assert step(page, "X 9").words == ""


def test_a_stage_knows_its_place_its_list_and_how_many_came(cast: Cast, version: Version) -> None:
    [stage] = step(source_page(version, cast.mei), "X 1").carriers
    assert (stage.kind, stage.words) == ("Stage", "Asked")
    assert stage.href.startswith("/playbooks/small/#lead.yaml-")
    assert stage.screen == "/leads/?stage=Asked"
    assert stage.used == "2 records came here"
    [stage] = step(source_page(version, cast.kai), "X 1").carriers
    assert stage.used == "0 records came here"  # Kai may see none of them


def test_work_and_lines_are_said_in_words(cast: Cast, version: Version) -> None:
    page = source_page(version, cast.mei)
    [work] = step(page, "X 2").carriers
    assert (work.kind, work.words) == ("Work", "Look them up")
    [line] = step(page, "X 9").carriers
    assert line.kind == "Line"
    assert "Ended badly" in line.words
    with override("zh-hans"):
        [stage] = step(source_page(version, cast.mei), "X 1").carriers
        assert stage.words == "已询问"


def test_a_playbook_without_a_source_has_no_steps(cast: Cast) -> None:
    assert source_page(cast.version, cast.mei).steps == []


def test_queries_do_not_grow_with_steps(cast: Cast, version: Version) -> None:
    shipped = publish(AUTOMATION, None, name="trial-subscription", source=SHIPPED)
    counts = []
    for one in (version, shipped):
        source_page(one, cast.mei)
        with CaptureQueriesContext(connection) as seen:
            source_page(one, cast.mei)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_s0_68_every_step_that_the_shipped_playbook_covers_is_one_of_its_source(
    cast: Cast,
) -> None:
    version = publish(AUTOMATION, None, name="trial-subscription", source=SHIPPED)
    steps = steps_of(definition_of(version.pk))
    page = source_page(version, cast.mei)
    assert len(page.steps) == len(steps) == 66
    assert all(one.words for one in page.steps)
    letters = [one.kind for one in step(page, "S0 9.1").carriers]
    assert letters == ["Line", "Letter"]

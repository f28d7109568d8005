"""A whole playbook is spoken in both languages; the trial ones leave no English word in Chinese."""

import re
from pathlib import Path

import pytest

from leadline.playbooks.checks.every import check
from leadline.playbooks.explain.playbook import explain, explain_line, items, trigger_of
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.tests.folders import small
from leadline.playbooks.vocabulary_files import standard

TRIALS = Path(__file__).parents[4] / "tests" / "playbooks"


def test_headings_in_the_order_of_the_text() -> None:
    headings = [heading for heading, _sentences in explain(small(), standard())]
    assert headings == ["Lead", "Lead · New", "Lead · Trying", "Lead · Good", "Lead · Bad",
                        "Fields and what they mean", "Letters"]  # fmt: skip


def test_a_line_beside_its_text() -> None:
    playbook = small()
    line = playbook.processes["Lead"].stages["New"].next[0]
    assert explain_line(line, playbook, standard()).startswith(
        "When everything needed here is there"
    )
    assert trigger_of("everywhere/send x") == "everywhere"
    assert trigger_of("New/on answer/note x") == "answer"
    assert trigger_of("New/on arrival/send x") == "always"


def test_every_sentence_has_an_identity_of_its_own() -> None:
    found = [(i.process, i.stage, i.key) for i in items(Speaker(small(), standard(), "en"))]
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "name", ["channel-equipment", "trial-subscription-deal", "service-renewal"]
)
def test_stages_are_spoken_in_chinese(name: str) -> None:
    playbook = check(TRIALS / name, standard()).playbook
    assert playbook is not None
    stages = [
        s
        for heading, said in explain(playbook, standard(), "zh-hans")
        if " · " in heading
        for s in said
    ]
    assert len(stages) > 50
    english = [s for s in stages if re.search(r"[a-z]{3,}", re.sub(r"“[a-z-]+”|W. Sales", "", s))]
    assert english == []

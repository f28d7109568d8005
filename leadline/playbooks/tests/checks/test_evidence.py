"""What speaks against each of the seven errors is shown with its place."""

from pathlib import Path

from leadline.playbooks.checks.evidence import evidence_by_number
from leadline.playbooks.reader.folder import files_of
from leadline.playbooks.reader.playbook import read
from leadline.playbooks.tests.folders import SMALL
from leadline.playbooks.vocabulary_files import standard

FOLDER = Path(__file__).parents[4] / "tests" / "playbooks" / "lead-management"
FILES, _problems = files_of(FOLDER)


def test_s3_35_each_has_its_evidence() -> None:
    playbook = read(FILES, standard()).playbook
    assert playbook is not None
    found = evidence_by_number(playbook)
    phrases = {number: [one.phrase for one in some] for number, some in found.items()}
    assert phrases[1] == ["Marketing", "Sales Director"]
    assert phrases[2] == ["Raw"]
    assert {"Raw", "Inquiry", "MQL", "SQL"} <= set(phrases[3])
    assert phrases[4] == ["Contact status"]
    assert phrases[5] == ["3 months"]
    assert phrases[6] == ["LDR accepts", "sales accepts", "LDR speaks with them"]
    assert "LAL" in phrases[7]
    assert str(found[2][0].place).startswith("lead.yaml:")


def test_a_playbook_without_a_funnel_has_none() -> None:
    small = read(SMALL, standard()).playbook
    assert small is not None
    assert set(evidence_by_number(small).values()) == {()}

"""Every way of a process stands in its table once, and nothing else does."""

from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.versions import definition_of
from leadline.playbooks.vocabulary_files import standard
from leadline.workspace.queries.transitions import transitions_of
from leadline.workspace.tests.conftest import Cast


def test_s3_20_all_ways_with_how_and_what_they_ask(cast: Cast) -> None:
    playbook = definition_of(cast.version.pk)
    speaker = Speaker(playbook, standard(), "zh-hans")
    found = transitions_of(playbook.processes["Small lead"], speaker)
    assert [(one.source, one.target, one.mark) for one in found] == [
        ("已询问", "Shown", ""),
        ("Shown", "圆满结束", ""),
        ("", "圆满结束", ""),
        ("", "Ended badly", ""),
    ]
    assert found[-1].asks == "reason"
    assert "表示有兴趣" in found[2].how

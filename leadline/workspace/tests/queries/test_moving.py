"""The plan of a move in the reader's words, and what somebody has to choose."""

from django.utils import translation

from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Published
from leadline.workspace.queries.moving import choices_of, moving_page
from leadline.workspace.tests.conftest import FILES


def put(lead: str) -> Published:
    publish(AUTOMATION, None, name="small", source={**FILES, "lead.yaml": lead})
    return Published.objects.get(name="small")


def test_a_stage_that_is_gone_is_a_choice_among_stages(cast) -> None:
    published = put(FILES["lead.yaml"].replace("  Asked:\n", "  Questioned:\n"))
    [choice] = choices_of(published)
    assert (choice.stage, choice.label) == ("Asked", "Records at “Asked” go on at")
    assert [name for name, _label in choice.stages] == ["Questioned", "Shown"]
    page = moving_page(published, {})
    assert [one.why_not for one in page.lines] == ["the stage is gone: say where its records go"]
    page = moving_page(published, {"Small lead": {"Asked": "Questioned"}})
    assert [(one.stage, one.to) for one in page.lines] == [("Asked", "Questioned")]
    assert (page.running, page.last, page.done) == (None, None, 0)


def test_it_is_said_in_the_readers_language(cast) -> None:
    text = FILES["lead.yaml"].replace(
        "    next:\n      - go to: Shown\n",
        "    while here:\n      - 2 days after arrival:\n          go to: Ended well\n"
        "    next:\n      - go to: Shown\n",
    )
    published = put(text)
    with translation.override("zh-hans"):
        [line] = moving_page(published, {}).lines
        assert line.stage == "已询问"
        assert line.fresh == ["转到“圆满结束”"]

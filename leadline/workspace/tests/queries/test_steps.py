"""A held step is told in the reader's language, with what stands against it for this reader."""

import pytest
from django.utils import translation

from leadline.access.actor import person
from leadline.automation.models import HeldStep
from leadline.core.actor import AUTOMATION
from leadline.core.clock import now
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.workspace.queries.steps import spoken_act, spoken_reason, steps_on
from leadline.workspace.reading import speaker_of
from leadline.workspace.tests.conftest import FILES, take_in

LEAD = FILES["lead.yaml"].replace(
    "    ask:\n", "    on arrival:\n      - open: trial\n    ask:\n", 1
)
GUARD = "- action: open trial\n  only when: size above 10\n  say: First ask how large they are.\n"
WORDS = FILES["words/zh.yaml"] + "First ask how large they are.: 请先了解规模。\n"


@pytest.fixture
def held(cast):
    files = {**FILES, "lead.yaml": LEAD, "guards.yaml": GUARD, "words/zh.yaml": WORDS}
    version = publish(AUTOMATION, None, name="small", source=files)
    [lead] = take_in(version, Candidate(name="Ada", emails=("ada@wong.example",)))
    lead.answers = {"size": "5"}
    return lead


def test_who_may_pass_it_is_told_to_everybody_and_offered_to_them(cast, held):
    for user, may in ((cast.mei, False), (cast.ben, True)):
        [step] = steps_on(held, person(user), None, now(), here="/")
        [rule] = step.stands
        assert (step.act, rule.sentence) == ("open trial", "First ask how large they are.")
        assert (rule.passed_by, step.may_pass) == ("the supervisor of the owner", may)


def test_nothing_stands_against_what_may_be_tried_again(cast, held):
    held.answers = {"size": "50"}
    [step] = steps_on(held, person(cast.mei), None, now())
    assert (step.stands, step.may_pass, step.was_forbidden) == ((), False, True)
    HeldStep.objects.update(is_forbidden=False)
    held.answers = {}
    [step] = steps_on(held, person(cast.mei), None, now())
    assert (step.stands, step.was_forbidden) == ((), False)


def test_acts_and_reasons_are_told_in_chinese(cast, held):
    with translation.override("zh-hans"):
        speaker = speaker_of(held.version_id)
        assert spoken_act("open trial", speaker) != "open trial"
        assert spoken_reason("First ask how large they are.", speaker) == "请先了解规模。"
        assert spoken_reason("It came too late.", None) == "来得太晚。"
        assert spoken_reason("", speaker) == ""
        assert spoken_act("note They came", None) == "note They came"

"""What hangs on another answer is asked with it, and only told when that is given."""

from collections.abc import Mapping

import pytest

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.workspace.stage_form import Depends, StageForm

FIELDS = (
    Field("decision", Kind.CHOICE, choices=("Accept", "Return")),
    Field("reason", Kind.TEXT),
    Field("size", Kind.NUMBER),
)
ASKS = [{"field": one.name, "optional": True, "choices": list(one.choices)} for one in FIELDS]


def returned(answers: Mapping[str, object]) -> bool:
    return answers.get("decision") == "Return"


def form(is_needed: bool = True, **given: str) -> StageForm:
    depends = {"reason": Depends("decision is Return", {"decision"}, returned, is_needed)}
    return StageForm(ASKS, Catalogue(FIELDS), str, given, depends=depends)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"decision": "Return", "reason": "No budget"}, {}),
        ({"decision": "Accept"}, {}),
        ({"size": "3"}, {}),
        ({"decision": "Return"}, {"reason": ["This is needed, too: decision is Return."]}),
        ({"decision": "Accept", "reason": "x"},
         {"reason": ["This is said only when decision is Return."]}),
    ],
)  # fmt: skip
def test_what_hangs_on_an_answer(given: dict[str, str], wrong: dict[str, list[str]]) -> None:
    assert form(**given).errors == wrong


def test_what_is_known_already_or_may_be_left_out_is_not_asked_again() -> None:
    assert form(is_needed=False, decision="Return").errors == {}
    assert form().fields["reason"].help_text == "Asked when decision is Return."

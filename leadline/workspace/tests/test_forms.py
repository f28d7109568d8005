"""Answers are typed by the playbook's fields; what is left out is no answer."""

from leadline.core.clock import now
from leadline.workspace.forms import AnswersForm, input_of
from leadline.workspace.reading import reading_of

ASKS = [{"field": "mood", "optional": True, "choices": ["Good", "Bad"]},
        {"field": "size", "optional": True, "choices": []}]  # fmt: skip


def form(cast, **sent):
    reading = reading_of(cast.lead, now())
    return AnswersForm(ASKS, reading.playbook.catalogue, reading.label, sent, prefix="a")


def test_answers_are_values(cast):
    filled = form(cast, **{"a-mood": "Good", "a-size": "12"})
    assert filled.is_valid()
    assert {name: str(value) for name, value in filled.answers.items()} == {
        "mood": "Good",
        "size": "12",
    }


def test_a_wrong_answer_is_told_at_its_field(cast):
    wrong = form(cast, **{"a-mood": "So so", "a-size": "many"})
    assert not wrong.is_valid()
    assert set(wrong.errors) == {"mood", "size"}
    assert wrong.answers == {}


def test_nothing_else_is_read(cast):
    filled = form(cast, **{"a-owner": "me@evil.example", "a-mood": ""})
    assert filled.is_valid()
    assert filled.answers == {}
    assert not filled.has_file


def test_inputs_are_called_by_their_fields():
    assert input_of("first feedback in words") == "first-feedback-in-words"

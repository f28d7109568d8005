"""What is filled in for a field is read as it is meant."""

import pytest
from django import forms

from leadline.conditions.catalogue import Field, Kind
from leadline.core.money import Money
from leadline.playbooks.custom import Choice, Custom
from leadline.playbooks.models import About
from leadline.workspace.field_forms import (
    AnswerForm,
    FieldForm,
    NewFieldForm,
    input_of,
    read_choices,
    written,
)

TAGS = Custom(7, About.LEAD, Field("Tags", Kind.SET, choices=("Hot", "Old", "Far")), ("Hot", "Far"))
BUDGET = Custom(8, About.LEAD, Field("Budget", Kind.MONEY))


def test_choices_are_lines_with_their_chinese():
    text = " Gold = 金 \n\nSilver＝银\r\nBronze"
    assert read_choices(text) == [
        Choice("Gold", "Gold", "金"), Choice("Silver", "Silver", "银"), Choice("Bronze", "Bronze"),
    ]  # fmt: skip


def test_a_retired_choice_is_not_offered():
    assert [value for value, _name in input_of(TAGS).choices] == ["Hot", "Far"]
    form = AnswerForm(TAGS, {"value": ["Old"], "seen": "null"})
    assert "value" in form.errors


def test_a_choice_can_be_taken_back():
    level = Custom(9, About.LEAD, Field("Level", Kind.CHOICE, choices=("A", "B")), ("A",))
    assert [value for value, _name in input_of(level).choices] == ["", "A"]
    form = AnswerForm(level, {"value": "", "seen": '"A"'})
    assert form.is_valid()
    assert form.cleaned_data["value"] is None


def test_values_are_read():
    form = AnswerForm(TAGS, {"value": ["Hot", "Far"], "seen": '["Hot"]'})
    assert form.is_valid()
    assert form.cleaned_data == {"value": ("Hot", "Far"), "seen": ["Hot"]}
    assert written(BUDGET, "5 GBP") == Money(500, "GBP")
    assert written(BUDGET, " ") is None
    assert written(TAGS, []) is None
    with pytest.raises(forms.ValidationError):
        written(BUDGET, "much")


def test_a_new_field_is_about_something_there_is():
    given = {"about": "planet", "name": "X", "kind": "file"}
    assert {"about", "kind"} <= NewFieldForm(given).errors.keys()


def test_choices_keep_the_value_that_they_were_made_with():
    before = [Choice("Hot", "Hot"), Choice("Far", "Far")]
    given = {"name_0": "Warm", "zh_0": "热", "name_1": "Far", "retired_1": "on", "more": "New"}
    form = FieldForm(TAGS, before, given)
    assert form.is_valid()
    assert form.choices() == [
        Choice("Hot", "Warm", "热"), Choice("Far", "Far", "", is_retired=True),
        Choice("New", "New"),
    ]  # fmt: skip
    assert len(form.lines) == 2

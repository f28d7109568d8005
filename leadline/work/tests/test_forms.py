"""A task's form is made of what it asks, typed by the playbook, in the reader's language."""

from datetime import UTC, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.core.clock import standing_at
from leadline.work.forms import FinishForm, LogCallForm, SnoozeForm
from leadline.work.models import Task
from leadline.work.tests.conftest import MONDAY, Cast

FIELDS = Catalogue(
    [
        Field("website", Kind.TEXT),
        Field(
            "size", Kind.CHOICE, choices=("Small", "Large", "Huge"), choices_zh=("小", "大", "巨")
        ),
        Field("corporate", Kind.YES_NO),
        Field("founded", Kind.DAY),
        Field("headcount", Kind.NUMBER),
        Field("licence", Kind.FILE),
    ]
)
TASK = Task(
    pk=7,
    asks=[
        {"field": "website", "optional": False, "choices": []},
        {"field": "size", "optional": False, "choices": ["Small", "Large"]},
        {"field": "corporate", "optional": True, "choices": []},
        {"field": "founded", "optional": True, "choices": []},
        {"field": "headcount", "optional": True, "choices": []},
        {"field": "licence", "optional": True, "choices": []},
        {"field": "not in the playbook", "optional": True, "choices": []},
    ],
    agenda=[{"point": "Price", "done": True}, {"point": "Users", "done": False}],
)


def form(files: dict[str, Any] | None = None, **data: Any) -> FinishForm:
    named = {f"task-7-{name.replace('_', '-')}": value for name, value in data.items()}
    return FinishForm(TASK, FIELDS, named, {f"task-7-{n}": f for n, f in (files or {}).items()})


def test_answers_come_as_values_of_their_kind() -> None:
    licence = SimpleUploadedFile("licence.pdf", b"%PDF-1.4")
    filled = form({"ask-5": licence}, ask_0="w.example", ask_1="Large", ask_2="no", ask_4="1,200",
                  ask_3="2001-05-06", ticks=["1"], result="Fine")  # fmt: skip
    assert filled.is_valid(), filled.errors
    assert {name: str(value) for name, value in filled.answers.items()} == {
        "website": "w.example", "size": "Large", "corporate": "False", "founded": "2001-05-06",
        "headcount": "1200", "licence": "licence.pdf",
    }  # fmt: skip
    assert filled.cleaned_data["ticks"] == [1]


def test_what_is_missing_or_unreadable_is_said_at_its_field() -> None:
    filled = form(ask_1="Huge", ask_4="many")
    assert not filled.is_valid()
    assert set(filled.errors) == {"ask-0", "ask-1", "ask-4"}
    assert "Write a number" in str(filled.errors["ask-4"])


def test_choices_are_those_offered_in_the_readers_language() -> None:
    field = form().fields["ask-1"]
    assert isinstance(field, forms.ChoiceField)
    assert list(field.choices) == [("Small", "Small"), ("Large", "Large")]
    with translation.override("zh-hans"):
        chinese = form().fields["ask-1"]
        assert isinstance(chinese, forms.ChoiceField)
        assert list(chinese.choices) == [("Small", "小"), ("Large", "大")]


def test_only_open_points_are_to_be_ticked() -> None:
    ticks = form().fields["ticks"]
    assert isinstance(ticks, forms.TypedMultipleChoiceField)
    assert list(ticks.choices) == [(1, "Users")]
    assert "ticks" not in FinishForm(Task(pk=1), None).fields


def test_a_call_is_logged_with_one_of_their_numbers(cast: Cast) -> None:
    filled = LogCallForm([cast.phone], [], {"result": "busy", "phone": cast.phone.pk})
    assert filled.is_valid()
    assert filled.cleaned_data["phone"] == cast.phone
    assert "phone" not in LogCallForm([], []).fields
    assert not LogCallForm([], [], {"result": "closed lost"}).is_valid()


def test_later_is_a_moment_from_now() -> None:
    with standing_at(MONDAY):
        filled = SnoozeForm({"hours": "24"})
        assert filled.is_valid()
        assert filled.cleaned_data["until"] == MONDAY + timedelta(days=1)


def test_later_is_at_a_time_of_ones_own() -> None:
    filled = SnoozeForm({"hours": "24", "until": "2026-03-05T08:30"})
    assert filled.is_valid()
    with timezone.override("Europe/Berlin"):
        filled = SnoozeForm({"until": "2026-03-05T08:30"})
        assert filled.is_valid()
    assert filled.cleaned_data["until"].astimezone(UTC).hour == 7
    assert not SnoozeForm({"until": "soon"}).is_valid()

"""What people fill in when they finish, put off and give away tasks, log calls and write notes."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.core import clock
from leadline.core.errors import Invalid
from leadline.parties.models import PhoneNumber
from leadline.records.kept_conditions import read_asked
from leadline.work.models import Task
from leadline.work.results import CallResult

LONGEST = 10_000  # characters of a text
DELAYS = {
    "1": _("In an hour"),
    "4": _("In four hours"),
    "24": _("Tomorrow at this time"),
    "168": _("In a week"),
}


class FinishForm(forms.Form):
    """What a task asks, its agenda to tick, and what came of it.

    catalogue: the fields of the record's playbook; a field that is unknown there is a text.
    `answers` holds, once valid, the values by field; of a file the upload itself.
    """

    def __init__(self, task: Task, catalogue: Catalogue | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prefix = f"task-{task.pk}"
        self.catalogue = catalogue or Catalogue(())
        self.asked = {f"ask-{n}": _field(ask, catalogue) for n, ask in enumerate(task.asks)}
        for (name, field), ask in zip(self.asked.items(), task.asks, strict=True):
            self.fields[name] = question(field, ask)
        open_points = [(n, one["point"]) for n, one in enumerate(task.agenda) if not one["done"]]
        if open_points:
            self.fields["ticks"] = forms.TypedMultipleChoiceField(
                label=_("Agenda"),
                choices=open_points,
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["result"] = forms.CharField(
            label=_("What came of it"),
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.answers: dict[str, object] = {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.asked.items():
            written = cleaned.get(name)
            if not written:
                continue
            try:
                value = (
                    read_asked(field, written, self.catalogue)
                    if isinstance(written, str)
                    else written
                )
            except Invalid as invalid:
                self.add_error(name, invalid.sentence)
            else:
                self.answers[field.name] = value
        return cleaned


class LogCallForm(forms.Form):
    """What came of a call; the numbers are those of the person it is about."""

    result = forms.ChoiceField(
        label=_("Call result"), choices=CallResult.choices, widget=forms.RadioSelect
    )
    phone = forms.ModelChoiceField(
        PhoneNumber.objects.none(), label=_("Phone number"), required=False
    )
    detail = forms.CharField(label=_("More exactly"), required=False, max_length=200)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    task = forms.ModelChoiceField(
        Task.objects.none(), required=False, widget=forms.HiddenInput, label=""
    )

    def __init__(
        self, phones: Sequence[PhoneNumber], tasks: Sequence[Task], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _among(self.fields["phone"], PhoneNumber, phones)
        _among(self.fields["task"], Task, tasks)
        if not phones:
            del self.fields["phone"]


class NoteForm(forms.Form):
    what = forms.CharField(
        label=_("Note"),
        max_length=LONGEST,
        help_text=_("Write @name to tell a colleague."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class InterestForm(forms.Form):
    what = forms.CharField(label=_("What they want to know"), required=False, max_length=500)


class SnoozeForm(forms.Form):
    """Later by some hours, or at a time of one's own in one's zone; `until` is the moment."""

    hours = forms.ChoiceField(label=_("Remind me"), choices=DELAYS, required=False)
    until = forms.DateTimeField(
        label=_("Or at this time"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    reason = forms.CharField(
        label=_("Why it comes later"),
        required=False,
        max_length=500,
        help_text=_("Needed only beyond what was promised."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("until") and "until" not in self.errors:
            cleaned["until"] = clock.now() + timedelta(hours=int(cleaned.get("hours") or 1))
        return cleaned


class AssignForm(forms.Form):
    assignee = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("name"), label=_("Who does it")
    )


class AllowCallForm(forms.Form):
    reason = forms.CharField(label=_("Why they may be called"), max_length=500)


def question(field: Field, ask: dict[str, Any]) -> forms.Field:
    """How one thing that a task asks is filled in."""
    required, label = not ask.get("optional"), field.label
    given: dict[str, Any] = {"label": label, "required": required}
    match field.kind:
        case Kind.CHOICE:
            return forms.ChoiceField(
                choices=_choices(field, ask), widget=forms.RadioSelect, **given
            )
        case Kind.SET:
            return forms.MultipleChoiceField(
                choices=_choices(field, ask), widget=forms.CheckboxSelectMultiple, **given
            )
        case Kind.YES_NO:
            choices = [("yes", _("Yes")), ("no", _("No"))]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **given)
        case Kind.DAY:
            return forms.CharField(widget=forms.TextInput(attrs={"type": "date"}), **given)
        case Kind.FILE:
            return forms.FileField(**given)
        case Kind.TEXT:
            widget = forms.Textarea(attrs={"rows": 2})
            return forms.CharField(max_length=LONGEST, widget=widget, **given)
        case _:
            return forms.CharField(max_length=LONGEST, **given)


def _field(ask: dict[str, Any], catalogue: Catalogue | None) -> Field:
    known = catalogue.get(ask["field"]) if catalogue else None
    return known or Field(ask["field"], Kind.TEXT)


def _choices(field: Field, ask: dict[str, Any]) -> list[tuple[str, str]]:
    """Those offered here, in the reader's language."""
    chinese = (get_language() or "").startswith("zh")
    shown = field.choices_zh if chinese and field.choices_zh else field.called.values()
    offered = ask.get("choices") or field.choices
    return [(one, name) for one, name in zip(field.choices, shown, strict=True) if one in offered]


def _among(field: forms.Field, model: type[Any], rows: Sequence[Any]) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = model.objects.filter(pk__in=[row.pk for row in rows])

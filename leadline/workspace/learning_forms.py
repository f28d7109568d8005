"""Which leads points are learned from, and the points as somebody has changed them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from leadline.leads.scorecard.proposing import Line

FARTHEST = 1000  # points


class LearnForm(forms.Form):
    """columns: the fields of the playbook, by name, each as it is read."""

    since_on = forms.DateField(
        label=_("Ended since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: the newest 20,000 that have ended."),
    )
    is_at_capture = forms.BooleanField(
        label=_("Only what is known when a lead arrives"),
        required=False,
        help_text=_("Leaves out what colleagues fill in."),
    )
    without = forms.MultipleChoiceField(
        label=_("Leave out"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, columns: Sequence[tuple[str, str]], data: Mapping[str, object] | None = None
    ):
        super().__init__(data)
        self.fields["without"].choices = [(name, capfirst(said)) for name, said in columns]  # type: ignore[attr-defined]


def changed_lines(lines: Sequence[Line], given: Mapping[str, str]) -> list[Line]:
    """The lines with the points that were written beside them; 0 or nothing drops a line."""
    found = []
    for number, line in enumerate(lines):
        points = _points(given.get(f"points-{number}", ""))
        if points:
            found.append(replace(line, points=points))
    return found


def _points(text: str) -> int:
    digits = text.strip().removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 6):
        return 0
    return max(-FARTHEST, min(int(text), FARTHEST))

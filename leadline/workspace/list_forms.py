"""What people fill in on a list: a test of its filter, and the name of a view."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.source import LONGEST_TEXT
from leadline.workspace.models import LONGEST_NAME, Shared
from leadline.workspace.queries.lists.filters import WITHOUT_VALUE, ways_of
from leadline.workspace.reading import language

Choices = Sequence[tuple[str, str]]
COMPARISON = "comparison"
WAYS: Mapping[str, Any] = {
    "is": pgettext_lazy("comparison", "is"),
    "is not": pgettext_lazy("comparison", "is not"),
    "one of": pgettext_lazy("comparison", "is one of"),
    "not one of": pgettext_lazy("comparison", "is none of"),
    "above": pgettext_lazy("comparison", "is above"),
    "below": pgettext_lazy("comparison", "is below"),
    "at least": pgettext_lazy("comparison", "is at least"),
    "at most": pgettext_lazy("comparison", "is at most"),
    "between": pgettext_lazy("comparison", "is between"),
    "contains": pgettext_lazy("comparison", "contains"),
    "not contains": pgettext_lazy("comparison", "does not contain"),
    "known": pgettext_lazy("comparison", "is known"),
    "unknown": pgettext_lazy("comparison", "is unknown"),
    "before": pgettext_lazy("comparison", "is before"),
    "after": pgettext_lazy("comparison", "is after"),
    "on": pgettext_lazy("comparison", "is on"),
    "in the next": pgettext_lazy("comparison", "is in the next"),
    "in the last": pgettext_lazy("comparison", "is in the last"),
    "in": pgettext_lazy("comparison", "is in"),
    "includes": pgettext_lazy("comparison", "includes"),
    "includes all of": pgettext_lazy("comparison", "includes all of"),
    "includes any of": pgettext_lazy("comparison", "includes any of"),
    "includes none of": pgettext_lazy("comparison", "includes none of"),
}
HINTS: Mapping[Kind, Any] = {
    Kind.NUMBER: _("A number, such as 12 or 2.5"),
    Kind.MONEY: _("An amount with its currency, such as 1,250 EUR"),
    Kind.DURATION: _("A length of time, such as 3 days"),
    Kind.DAY: _(
        "A day such as 2026-03-31, a length such as 7 days, or a period such as this month"
    ),
    Kind.MOMENT: _(
        "A day such as 2026-03-31, a length such as 7 days, or a period such as this month"
    ),
}


class TestForm(forms.Form):
    """One test: how the field compares, and with what.

    values: what the value can be, where there is a choice.
    """

    __test__ = False  # not one of pytest's
    use_required_attribute = False  # what is known needs no value
    how = forms.ChoiceField(label=_("Comparison"))
    value = forms.CharField(label=_("Value"), max_length=LONGEST_TEXT)
    until = forms.CharField(label=_("Up to"), required=False, max_length=80)

    def __init__(self, field: Field, values: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = field
        ways = [way for way in ways_of(field) if way in WAYS]
        self.fields["how"] = forms.ChoiceField(
            label=_("Comparison"), choices=[(way, WAYS[way]) for way in ways]
        )
        values = values or _values(field)
        if values:
            self.fields["value"] = forms.ChoiceField(label=_("Value"), choices=values)
        else:
            self.fields["value"].help_text = HINTS.get(field.kind, "")
        said = str((self.data or {}).get("how", ""))
        value = self.fields["value"]
        value.required = said not in WITHOUT_VALUE
        value.error_messages["required"] = _("Say with what it is to be compared.")
        if "between" not in ways:
            del self.fields["until"]


class ViewForm(forms.Form):
    """A list under a name."""

    name = forms.CharField(label=_("Name of the view"), max_length=LONGEST_NAME)
    shared = forms.ChoiceField(label=_("Who sees it"), choices=Shared.choices)


def _values(field: Field) -> Choices:
    if field.kind is Kind.YES_NO:
        return [("yes", str(_("yes"))), ("no", str(_("no")))]
    spoken = (
        field.choices_zh if language() == "zh-hans" and field.choices_zh else field.called.values()
    )
    return list(zip(field.choices, spoken, strict=True))

"""What is filled in when a firm adds a field, and when somebody answers one."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leadline.conditions.catalogue import Field, Kind
from leadline.core.errors import Invalid
from leadline.playbooks.custom import OF_CHOICES, Choice, Custom
from leadline.playbooks.models import About
from leadline.records.answers import read_answer
from leadline.work.forms import question
from leadline.workspace.actions.fields import LONGEST_NAME
from leadline.workspace.reading import language

KINDS = {
    Kind.TEXT: _("Text"),
    Kind.NUMBER: pgettext_lazy("kind of field", "Number"),
    Kind.MONEY: _("Money"),
    Kind.DAY: _("Date"),
    Kind.CHOICE: _("One choice"),
    Kind.SET: _("Several choices, such as tags"),
    Kind.YES_NO: _("Yes or no"),
    Kind.PERSON: _("Person"),
    Kind.COMPANY: _("Company"),
}
LINES = _("One in a line. After “=” stands the Chinese, such as: Gold = 金")


class NewFieldForm(forms.Form):
    """`cleaned_data` is what `add_custom_field` takes."""

    about = forms.ChoiceField(
        label=_("What is it about?"), choices=About.choices, widget=forms.RadioSelect,
        initial=About.LEAD,
    )  # fmt: skip
    name = forms.CharField(
        label=_("Name"), max_length=LONGEST_NAME,
        help_text=_("As one says it in English; filters and playbooks name it so, for ever."),
    )  # fmt: skip
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=LONGEST_NAME, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    choices = forms.CharField(
        label=_("Choices"), required=False, max_length=10_000, help_text=LINES,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip

    def clean_choices(self) -> list[Choice]:
        return read_choices(self.cleaned_data["choices"])


class FieldForm(forms.Form):
    """What a field and its choices are called now; the names they were made with stay valid."""

    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=LONGEST_NAME, required=False)
    more = forms.CharField(
        label=_("More choices"), required=False, max_length=10_000, help_text=LINES,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip

    def __init__(self, custom: Custom, choices: Sequence[Choice], *args: Any) -> None:
        super().__init__(*args)
        self.initial = {"name_zh": custom.field.zh}
        self.before = choices
        if custom.field.kind not in OF_CHOICES:
            del self.fields["more"]
        for place, one in enumerate(choices):
            name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME, initial=one.name)
            zh = forms.CharField(
                label=_("In Chinese"), max_length=LONGEST_NAME, required=False, initial=one.name_zh
            )
            retired = forms.BooleanField(label=_("retired"), required=False, initial=one.is_retired)
            self.fields |= {f"name_{place}": name, f"zh_{place}": zh, f"retired_{place}": retired}

    @property
    def lines(self) -> list[tuple[Choice, Sequence[forms.BoundField]]]:
        """Each choice with its three inputs."""
        names = ("name", "zh", "retired")
        return [
            (one, [self[f"{name}_{place}"] for name in names])
            for place, one in enumerate(self.before)
        ]

    def choices(self) -> list[Choice]:
        """All of them as they were filled in, and the new ones."""
        told = self.cleaned_data
        kept = [
            Choice(
                one.value, _plain(told[f"name_{n}"]), _plain(told[f"zh_{n}"]), told[f"retired_{n}"]
            )
            for n, one in enumerate(self.before)
        ]
        return [*kept, *read_choices(told.get("more", ""))]


class AnswerForm(forms.Form):
    """One custom field of one thing. seen: what it said when the page was made, as JSON."""

    value: forms.Field
    seen = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, custom: Custom, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.custom = custom
        self.fields["value"] = input_of(custom)
        self.order_fields(["value", "seen"])

    def clean_value(self) -> object:
        return written(self.custom, self.cleaned_data["value"])


def input_of(custom: Custom) -> forms.Field:
    """How a custom field is filled in; retired choices are not offered."""
    ask = {"optional": True, "choices": [*custom.offered]}
    made = question(custom.field, ask)
    made.label = label_of(custom.field)
    if isinstance(made, forms.ChoiceField) and custom.field.kind is not Kind.SET:
        offered = cast(Iterable[tuple[str, str]], made.choices)
        made.choices = [("", _("not known")), *offered]
    if custom.field.kind is Kind.MONEY:
        made.help_text = _("An amount with its currency, such as 1,250 EUR")
    return made


def written(custom: Custom, given: Any) -> object:
    """The value that was filled in; None for blank. ValidationError says what is wrong."""
    if not isinstance(given, str):
        return tuple(given) or None
    try:
        return read_answer(custom.field, given)
    except Invalid as invalid:
        raise forms.ValidationError(invalid.sentence) from invalid


def read_choices(text: str) -> list[Choice]:
    """A choice for each line that says something."""
    found = []
    for line in text.splitlines():
        name, _equals, zh = line.replace("＝", "=").partition("=")
        if _plain(name) or _plain(zh):
            found.append(Choice(_plain(name), _plain(name), _plain(zh)))
    return found


def label_of(field: Field) -> str:
    """A custom field in the reader's language."""
    return str(capfirst(field.zh if language() == "zh-hans" and field.zh else field.label))


def _plain(text: str) -> str:
    return " ".join(text.split())

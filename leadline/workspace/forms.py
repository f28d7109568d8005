"""What people fill in on the pages of a record: answers, moves, owners, trials, amounts."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.conditions.catalogue import Catalogue, Field, Kind, normalised
from leadline.core.errors import Invalid
from leadline.records.kept_conditions import read_asked
from leadline.work.forms import question
from leadline.workspace.queries.moving import Choice

Label = Callable[[str], str]
MOST_FIELDS = 200


class AnswersForm(forms.Form):
    """Fields of a playbook to be answered; what is left out stays as it was.

    asks: in the shape of `Task.asks`. label: a field's name in the reader's language. `answers`
    holds, once valid, the values by field; of a file the upload itself.
    """

    def __init__(
        self,
        asks: Iterable[Mapping[str, Any]],
        catalogue: Catalogue,
        label: Label,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked: dict[str, Field] = {}
        self.catalogue = catalogue
        for ask in [*asks][:MOST_FIELDS]:
            name = normalised(ask["field"])
            field = catalogue.get(name) or Field(name, Kind.TEXT)
            made = question(field, dict(ask))
            made.label = label(field.label)
            self.fields[input_of(name)] = made
            self.asked[input_of(name)] = field
        self.answers: dict[str, object] = {}

    @property
    def has_file(self) -> bool:
        return self.is_multipart()

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


def input_of(field: str) -> str:
    """What an input is called: by its field, so that a page that is out of date fits still."""
    return field.replace(" ", "-")


class OwnerForm(forms.Form):
    """Who has the record from now on."""

    owner = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("name"), label=_("Owner")
    )
    reason = forms.CharField(label=_("Reason"), required=False, max_length=200)


class GiveBackForm(forms.Form):
    """Why somebody else should have the record."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class ExtendForm(forms.Form):
    days = forms.IntegerField(label=_("More days"), min_value=1, max_value=366, initial=7)


class RefusalForm(forms.Form):
    reason = forms.CharField(label=_("Why it cannot be done"), max_length=300)


class AmountForm(forms.Form):
    amount = forms.CharField(label=_("Amount"), max_length=40, help_text=_("Such as 1,250.00 EUR"))


class LossForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=80)
    words = forms.CharField(
        label=_("What they said"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class HandInPlaybookForm(forms.Form):
    """A playbook's folder, packed."""

    file = forms.FileField(
        label=_("The folder as a .zip"),
        help_text=_("Up to 5 MB. Nothing is put in force yet: first you see what would change."),
    )
    name = forms.CharField(
        label=_("What the playbook is called"),
        max_length=80,
        required=False,
        help_text=_("Small letters, digits and hyphens. Empty: as the folder is called."),
    )


class PublishForm(forms.Form):
    """The tick by which somebody answers for a version. over: the number that was in force."""

    over = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    is_meant = forms.BooleanField()

    def __init__(self, user: User, over: int, data: Any = None) -> None:
        super().__init__(data, initial={"over": over})
        self.fields["is_meant"].label = _("I, %(name)s, put this text in force.") % {"name": user}
        self.fields["is_meant"].error_messages["required"] = _("Tick it to answer for it.")


class RehearseForm(forms.Form):
    """On which records a text is tried: those opened in so many days, or all."""

    days = forms.TypedChoiceField(
        coerce=int,
        choices=[
            (30, _("opened in the last 30 days")),
            (90, _("opened in the last 90 days")),
            (365, _("opened in the last 365 days")),
            (0, _("all there are")),
        ],
        initial=90,
        label=_("Records"),
    )


class GoneStagesForm(forms.Form):
    """Where records go on whose stage is gone; nowhere: they stay. choices: of `queries.moving`."""

    def __init__(self, choices: Iterable[Choice], initial: Mapping[str, str]) -> None:
        super().__init__(initial=dict(initial))
        for one in choices:
            self.fields[one.name] = forms.ChoiceField(
                label=one.label, required=False, choices=[("", _("They stay")), *one.stages]
            )

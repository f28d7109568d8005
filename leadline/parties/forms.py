"""The forms of the screening lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.parties.models import ListName, ScreeningEntry, Subject


def day(**more: Any) -> forms.DateField:
    """A day, chosen or written as 2026-12-31."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, input_formats=["%Y-%m-%d"], **more)


class EntryForm(forms.Form):
    """A new entry, with the reason that the person who decides about a hit will read."""

    list_name = forms.ChoiceField(
        label=_("List"), choices=ListName.choices, widget=forms.RadioSelect, initial=ListName.BAN
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=Subject.choices,
        widget=forms.RadioSelect,
        initial=Subject.COMPANY,
    )
    text = forms.CharField(
        label=_("Entry"),
        max_length=254,
        help_text=_(
            "Such as Orient Metals GmbH, rival.com, spy@rival.com or Li Na. "
            "Companies are also found when they are spelled almost like it."
        ),
    )
    company = forms.CharField(
        label=_("Company of the person"),
        max_length=200,
        required=False,
        help_text=_("Only for a person: namesakes elsewhere are then left alone."),
    )
    belongs_to = forms.ModelChoiceField(
        label=_("Belongs to"),
        queryset=ScreeningEntry.objects.none(),
        required=False,
        help_text=_("The competitor whose subsidiary or domain this is."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever decides about a hit reads it. Customers never do."),
    )
    expires_on = day(
        label=_("In force until"), required=False, help_text=_("Empty: until somebody ends it.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents = ScreeningEntry.objects.filter(
            list=ListName.COMPETITOR, kind=Subject.COMPANY, belongs_to=None, removed_at=None
        )
        field = self.fields["belongs_to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = parents.order_by("text")


class ExtensionForm(forms.Form):
    """Another last day for an entry."""

    until = day(label=_("In force until"), required=False, help_text=_("Empty: without an end."))
    reason = forms.CharField(label=_("Reason"), max_length=400)


class RemovalForm(forms.Form):
    """Why an entry ends now."""

    reason = forms.CharField(label=_("Reason"), max_length=400)


class EntriesFileForm(forms.Form):
    """A CSV file of entries, and what holds for lines that do not say it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV. The first line names the columns: entry, and if you like list, what, reason, "
            "company, until."
        ),
    )
    list_name = forms.ChoiceField(
        label=_("List"),
        choices=ListName.choices,
        widget=forms.RadioSelect,
        initial=ListName.BAN,
        help_text=_("For lines that name none."),
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=Subject.choices,
        widget=forms.RadioSelect,
        initial=Subject.COMPANY,
        help_text=_("For lines that do not say."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        required=False,
        help_text=_("For lines without one."),
    )

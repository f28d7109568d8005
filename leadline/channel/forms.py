"""What is filled in about partners, and by them."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from leadline.access.forms import zones
from leadline.access.models import User
from leadline.access.settings_forms import countries
from leadline.channel.actions.answering import LONGEST
from leadline.channel.models import Partner, Within


class PartnerForm(forms.Form):
    """`cleaned_data` is what the actions take as `values`."""

    manager = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("name"),
        label=_("Who looks after it"),
        help_text=_("Its leads are theirs here, and they are told what the partner says."),
    )
    contact = forms.CharField(label=_("Contact"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("Each lead comes there with a private link. Nobody needs an account."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    countries = forms.MultipleChoiceField(
        label=_("Countries"), required=False, help_text=_("None chosen: any country.")
    )
    segment = forms.CharField(
        label=_("Segment"),
        max_length=80,
        required=False,
        help_text=_("As the field “segment” of a lead says it. Empty: any."),
    )
    within = forms.ChoiceField(label=_("Time to answer"), choices=Within.choices)
    zone = forms.ChoiceField(label=_("Time zone"), choices=zones)
    country = forms.ChoiceField(label=_("Country of the holidays"), required=False)
    hours = forms.CharField(
        label=_("Working hours"),
        max_length=80,
        help_text=_("Monday to Friday, such as 09:00–17:30."),
    )
    is_active = forms.BooleanField(label=_("It gets leads"), required=False)

    def __init__(self, partner: Partner | None, zone: str, data: Any = None) -> None:
        """zone: proposed where nothing is known yet."""
        found = {name: getattr(partner, name) for name in self.base_fields} if partner else {}
        begin = {"zone": zone, "hours": "09:00–17:30", "within": Within.DAY, "is_active": True}
        super().__init__(data, initial=found or begin)
        for name, more in (("countries", []), ("country", [("", _("none"))])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [*more, *countries()]
        self.fields["countries"].widget.attrs["size"] = 8


class HandForm(forms.Form):
    """To which partner a lead goes."""

    partner = forms.ModelChoiceField(
        Partner.objects.filter(is_active=True).select_related("company").order_by("company__name"),
        label=_("Partner"),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class TakeBackForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class WordsForm(forms.Form):
    """What a partner writes with their answer."""

    words = forms.CharField(
        label=_("In a few words"),
        max_length=LONGEST,
        required=False,
        help_text=_("Needed for a report, and to give it back or call it lost."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

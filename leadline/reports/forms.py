"""The forms of a campaign, and of the campaign to which a lead is credited."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.access.models import Firm
from leadline.core.money import Money, MoneyError, parse_amount, parse_money
from leadline.reports.models import Campaign


class CampaignForm(forms.Form):
    """What `make_campaign` and `change_campaign` take; the name of one that exists stays."""

    label = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As it stands on leads, in forms and files; capitals do not matter."),
    )
    type = forms.ChoiceField(
        label=_("Type"), choices=Campaign.Type.choices, initial=Campaign.Type.OTHER
    )
    begins_on = forms.DateField(
        label=_("Begins on"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Ends on"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    cost = forms.CharField(
        label=_("Cost"),
        required=False,
        max_length=40,
        help_text=_("All of it, such as 12,000 or 12,000 USD; without a currency yours is meant."),
    )

    def __init__(self, *args: Any, instance: Campaign | None = None, **kwargs: Any) -> None:
        if instance is not None:
            kwargs["initial"] = _known(instance)
        super().__init__(*args, **kwargs)
        self.instance = instance
        if instance is not None:
            del self.fields["label"]

    def clean_cost(self) -> Money | None:
        text = self.cleaned_data["cost"].strip()
        if not text:
            return None
        try:
            if text[-1].isalpha():
                return parse_money(text)
            return parse_amount(text, Firm.current().currency)
        except MoneyError as error:
            raise forms.ValidationError(_("Write an amount, such as 1,250.00 EUR.")) from error

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def labels(self) -> dict[str, Any]:
        return {name: field.label for name, field in self.fields.items()} | {
            "currency": _("Currency")
        }


class CreditForm(forms.Form):
    """A campaign that is kept, or none for the one that the lead came with."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.order_by("label"), label=_("Campaign"), required=False
    )

    def __init__(self, *args: Any, came_with: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["campaign"]
        assert isinstance(field, forms.ModelChoiceField)
        field.empty_label = (
            _("As it came: %(campaign)s") % {"campaign": came_with}
            if came_with
            else _("As it came: without a campaign")
        )


def _known(one: Campaign) -> dict[str, Any]:
    cost = "" if one.cost is None else str(Money(one.cost, one.currency))
    return {"type": one.type, "begins_on": one.begins_on, "ends_on": one.ends_on, "cost": cost}

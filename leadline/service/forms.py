"""The form of a product: who opens its trials, how long they last."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.service.models import How, Product


class ProductForm(forms.ModelForm):
    """`cleaned_data` is what `offer_product` and `change_product` take."""

    how = forms.ChoiceField(
        label=_("Who opens and ends its trials?"),
        choices=How.choices,
        widget=forms.RadioSelect,
        initial=How.TASK,
    )
    hook_url = forms.URLField(
        label=_("Address of the product's hook"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=_("Called with JSON and a signature, for each trial to open, extend or end."),
    )
    trial_days = forms.IntegerField(label=_("Days of a trial"), min_value=1, max_value=366)
    second_trial_days = forms.IntegerField(
        label=_("Days of a second trial"),
        min_value=1,
        max_value=366,
        help_text=_("For somebody whose company had one before."),
    )
    is_default = forms.BooleanField(
        label=_("The usual product: new trials are of it"),
        required=False,
    )

    class Meta:
        model = Product
        fields = [
            "name", "how", "hook_url", "trial_days", "second_trial_days", "package", "is_default",
        ]  # fmt: skip
        help_texts = {"package": _("Told to the product, such as Basic.")}

    def _post_clean(self) -> None:
        """The action checks and changes the row; the form only reads what was written."""

    def labels(self) -> dict[str, Any]:
        return {name: field.label for name, field in self.fields.items()} | {
            "is_default": _("The usual product")
        }

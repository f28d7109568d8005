"""What a customer of the demo writes back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReplyForm(forms.Form):
    """letter: the number of the one that is answered."""

    letter = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your reply"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )

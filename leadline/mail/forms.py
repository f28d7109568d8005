"""The form in which a person writes a letter in their own words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.mail.actions.writing import LONGEST_BODY, LONGEST_SUBJECT


class WriteForm(forms.Form):
    """Subject and body; nothing in them is filled in."""

    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT)
    body = forms.CharField(
        label=_("Letter"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Paragraphs, lists and links as in Markdown."),
    )
    asks = forms.BooleanField(
        label=_("Ask for what is missing"),
        required=False,
        help_text=_("A link below the letter opens a short page with the open questions."),
    )

"""The form in which a letter to many people is chosen or written."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.mail.actions.writing import LONGEST_BODY, LONGEST_SUBJECT
from leadline.workspace.bulk_letters import Draft


class LetterForm(forms.Form):
    """A template, else a subject and a body of one's own."""

    template = forms.ChoiceField(label=_("Letter"), required=False)
    subject = forms.CharField(
        label=_("Subject"),
        max_length=LONGEST_SUBJECT,
        required=False,
        help_text=_("Only for a letter in your own words."),
    )
    body = forms.CharField(
        label=_("What you write"),
        max_length=LONGEST_BODY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Paragraphs, lists and links as in Markdown."),
    )

    def __init__(self, templates: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("In your own words")), *templates]
        self.fields["template"] = forms.ChoiceField(
            label=_("Letter"), required=False, choices=choices
        )

    def clean(self) -> dict[str, Any] | None:
        """Own words need both, and a template none of them."""
        given = super().clean() or {}
        if not given.get("template"):
            for name in ("subject", "body"):
                if name not in self.errors and not given.get(name, "").strip():
                    self.add_error(name, _("Nothing is written here."))
        return given

    @property
    def draft(self) -> Draft:
        """What is to be sent; of a valid form."""
        given = self.cleaned_data
        if given["template"]:
            return Draft(template=given["template"])
        return Draft(subject=given["subject"], body=given["body"])

"""What is filled in when somebody gives a colleague, or themselves, something to do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User


class NewTaskForm(forms.Form):
    """By oneself unless somebody else is chosen; due whenever, unless a moment is given."""

    use_required_attribute = False
    what = forms.CharField(label=_("What is to be done"), max_length=300)
    assignee = forms.ModelChoiceField(User.objects.none(), label=_("Who does it"))
    deadline = forms.DateTimeField(
        label=_("Until"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    goal = forms.CharField(
        label=_("Goal"),
        max_length=2_000,
        required=False,
        help_text=_("What should have come of it."),
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, user: User, data: Any = None) -> None:
        super().__init__(data, initial={"assignee": user})
        field = self.fields["assignee"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.filter(is_active=True).order_by("name")

    @property
    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {name: value for name, value in self.cleaned_data.items() if value}

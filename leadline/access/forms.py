"""What people fill in about themselves: signing in, their profile, their first password."""

from typing import Any
from zoneinfo import available_timezones

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User


def zones() -> list[tuple[str, str]]:
    """Every zone that a person would pick, "Asia/Shanghai", by name."""
    return [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone]


class SignInForm(LoginForm):  # type: ignore[misc]
    """allauth's form without its placeholders: a label says it once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Keep me signed in on this device")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class FirstPasswordForm(SetPasswordForm):
    """The rules for passwords in one sentence; a password that breaks one is told which."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("Password")
        self.fields["new_password1"].help_text = _(
            "At least ten characters. A sentence is easier to keep than a riddle."
        )
        self.fields["new_password2"].label = _("The same once more")
        self.fields["new_password2"].help_text = ""


class ProfileForm(forms.ModelForm):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("Times on pages are shown in it."),
    )

    class Meta:
        model = User
        fields = ["name", "phone", "language", "zone", "theme", "text_size", "has_digest"]
        widgets = {"theme": forms.RadioSelect, "text_size": forms.RadioSelect}
        help_texts = {
            "name": _("As colleagues and customers read it."),
            "phone": _("Letters that name your number write it as it stands here."),
            "has_digest": _(
                "In the morning, what is new and unread. Whoever names you in a note, and a new "
                "owner, is mailed at once in any case."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["phone"].widget.attrs |= {"autocomplete": "tel", "inputmode": "tel"}
        zone = self.fields["zone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = [("", _("As the company")), *zones()]

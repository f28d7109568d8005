"""Forms offer what a person may choose, each field with a label and the right hint for browsers."""

from leadline.access.forms import FirstPasswordForm, ProfileForm, SignInForm, zones
from leadline.access.models import User


def test_zones_are_places():
    names = [zone for zone, _ in zones()]
    assert "Asia/Shanghai" in names
    assert "UTC" not in names


def test_the_sign_in_form_has_labels_instead_of_placeholders(rf):
    form = SignInForm(request=rf.get("/"))
    assert list(form.fields) == ["login", "password", "remember"]
    assert not any("placeholder" in field.widget.attrs for field in form.fields.values())
    assert form.fields["password"].widget.attrs["autocomplete"] == "current-password"


def test_a_profile_may_leave_the_zone_to_the_company():
    form = ProfileForm(
        {"name": "Anna", "language": "en", "zone": "", "theme": "auto", "text_size": "normal"},
        instance=User(),
    )
    assert form.is_valid(), form.errors


def test_the_first_password_is_asked_for_in_one_sentence():
    form = FirstPasswordForm(User(email="anna@example.com"))
    assert "ten characters" in str(form.fields["new_password1"].help_text)
    assert not FirstPasswordForm(
        User(email="anna@example.com"), {"new_password1": "short", "new_password2": "short"}
    ).is_valid()

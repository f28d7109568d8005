"""What is filled in of a person and of a company: their own data, and how to reach them."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from babel.core import Locale
from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, pgettext_lazy, to_locale
from django.utils.translation import gettext_lazy as _

from leadline.access.forms import zones
from leadline.intake.forms import countries
from leadline.parties.candidates import Candidate
from leadline.parties.models import Company, Person


class PartyForm(forms.Form):
    """Each field carries what stood there when the form was opened."""

    use_required_attribute = False

    @classmethod
    def of(cls, party: Person | Company, data: QueryDict | None = None) -> Self:
        """The form of somebody, as it is now or as it was sent."""
        form = cls(data, initial={name: getattr(party, name) for name in cls.base_fields})
        for name, choices in {"country": countries, "language": languages, "zone": _zones}.items():
            if name in form.fields:
                _choose_from(form.fields[name], choices(), getattr(party, name))
        for field in form.fields.values():
            field.show_hidden_initial = True
        return form

    @property
    def values(self) -> dict[str, Any]:
        """Only what was changed in the form, by column."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    @property
    def seen(self) -> dict[str, str]:
        """Of these, what stood there when the form was opened."""
        return {name: self.data.get(self.add_initial_prefix(name), "") for name in self.values}

    def again(self, party: Person | Company) -> Self:
        """As it was sent, but seen as of now: who sends it once more knows what changed."""
        data = self.data.copy()  # type: ignore[attr-defined]
        for name in self.fields:
            data[self.add_initial_prefix(name)] = getattr(party, name) or ""
        form = type(self).of(party, data)
        form.errors  # noqa: B018 - they are found before others are added
        return form


class PersonForm(PartyForm):
    name = forms.CharField(label=_("Full name"), max_length=200, required=False)
    job_title = forms.CharField(label=_("Job title"), max_length=200, required=False)
    street = forms.CharField(label=_("Street"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=20, required=False)
    city = forms.CharField(label=_("City"), max_length=100, required=False)
    region = forms.CharField(label=_("Region"), max_length=100, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("Only where their numbers and their country do not tell it."),
    )


class CompanyForm(PartyForm):
    name = forms.CharField(label=_("Company"), max_length=200, required=False)
    domain = forms.CharField(label=_("Website"), max_length=253, required=False)
    city = forms.CharField(label=_("City"), max_length=100, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)


HOW_TO_DIAL = _("Begin with + and the country, or choose the country below.")


class WaysForm(forms.Form):
    """An address and a number: one more of somebody, or of whom is new."""

    use_required_attribute = False
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.TextInput({"inputmode": "email", "autocapitalize": "none"}),
    )
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=60,
        required=False,
        widget=forms.TextInput({"inputmode": "tel"}),
    )


class NewPersonForm(WaysForm):
    """Somebody whom one wants to know, without a lead."""

    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"), max_length=200, required=False
    )
    company = forms.CharField(label=_("Company"), max_length=200, required=False)
    job_title = forms.CharField(label=_("Job title"), max_length=200, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    field_order = ("name", "company", "email", "phone", "country", "job_title")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self.fields["country"], countries(), "")
        self.fields["phone"].help_text = HOW_TO_DIAL

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not any(given.get(name) for name in ("name", "email", "phone")):
            self.add_error("name", _("Write a name, an e-mail address or a phone number."))
        return given

    def candidate(self) -> Candidate:
        """The person as typed so far; of a form that is not finished, too."""
        given = {name: str(self[name].value() or "").strip() for name in self.fields}
        return Candidate(
            name=given["name"],
            company=given["company"],
            job_title=given["job_title"],
            emails=(given["email"],) if given["email"] else (),
            phones=(given["phone"],) if given["phone"] else (),
            country=given["country"],
        )


class NewCompanyForm(forms.Form):
    use_required_attribute = False
    company = forms.CharField(label=_("Company"), max_length=200, required=False)
    website = forms.CharField(label=_("Website"), max_length=253, required=False)
    city = forms.CharField(label=_("City"), max_length=100, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self.fields["country"], countries(), "")

    def candidate(self) -> Candidate:
        """The company as typed so far."""
        given = {name: str(self[name].value() or "").strip() for name in self.fields}
        return Candidate(
            company=given["company"],
            website=given["website"],
            city=given["city"],
            country=given["country"],
        )


def languages() -> list[tuple[str, str]]:
    """Every language by its code, in the reader's language and order, after a blank."""
    names: Mapping[str, str] = Locale.parse(to_locale(get_language() or "en")).languages
    pairs = [
        (code.replace("_", "-"), name)
        for code, name in names.items()
        if len(code) == 2 or code in ("zh_Hans", "zh_Hant")
    ]
    return [("", ""), *sorted(pairs, key=lambda pair: pair[1])]


def _zones() -> list[tuple[str, str]]:
    return [("", ""), *zones()]


def _choose_from(field: forms.Field, choices: Sequence[tuple[str, str]], value: str) -> None:
    """With what stands there already, even if nobody would choose it today."""
    assert isinstance(field, forms.ChoiceField)
    known = {code for code, _name in choices}
    field.choices = [*choices, *([(value, value)] if value not in known else [])]

"""The form that a visitor fills: the fields its door asks for, and a trap for machines."""

from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.core.errors import Invalid
from leadline.intake.models import Door
from leadline.intake.targets import ANSWER, TARGETS
from leadline.records.answers import read_answer

HONEYPOT = "fax_number"
SLIP = "slip"

LABELS = {
    "name": pgettext_lazy("of a person", "Name"),
    "given name": _("First name"),
    "family name": _("Last name"),
    "company": _("Company"),
    "website": _("Website"),
    "job title": _("Job title"),
    "e-mail": _("E-mail address"),
    "phone": _("Phone number"),
    "country": _("Country"),
    "city": _("City"),
    "region": _("Region"),
    "postcode": _("Postcode"),
    "street": _("Street"),
    "message": _("Message"),
}
# Words of HTML's autofill by target.
AUTOFILL = {
    "name": "name",
    "given name": "given-name",
    "family name": "family-name",
    "company": "organization",
    "website": "url",
    "job title": "organization-title",
    "e-mail": "email",
    "phone": "tel",
    "country": "country",
    "city": "address-level2",
    "region": "address-level1",
    "postcode": "postal-code",
    "street": "street-address",
}


class RegistrationForm(forms.Form):
    """Built from a door. `given()` is what was filled in, as texts by target."""

    def __init__(self, door: Door, catalogue: Catalogue, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets: dict[str, str] = {}
        for asked in door.asks:
            self._add(asked["field"], bool(asked.get("required")), catalogue)
        self.wording = wording_of(door)
        if self.wording:
            self.fields["consent"] = forms.BooleanField(label=self.wording, required=False)
        self.fields[HONEYPOT] = forms.CharField(
            required=False, max_length=10_000, label=_("Leave this empty")
        )
        self.fields[SLIP] = forms.CharField(widget=forms.HiddenInput, required=False)

    def given(self) -> dict[str, str]:
        """Only what is filled; the wording that was ticked is "consent"."""
        texts = {
            target: str(self.cleaned_data.get(name) or "").strip()
            for name, target in self.targets.items()
        }
        if self.wording and self.cleaned_data.get("consent"):
            texts["consent"] = self.wording
        return {target: text for target, text in texts.items() if text}

    def visible(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in (HONEYPOT, SLIP)]

    def _add(self, asked: str, required: bool, catalogue: Catalogue) -> None:
        if asked in TARGETS:
            name, target, field = asked.replace(" ", "_").replace("-", "_"), asked, _plain(asked)
        else:
            known = catalogue.get(asked.removeprefix(ANSWER))
            if known is None:  # the playbook's newest version has dropped the field
                return
            name, target = f"answer_{known.name.replace(' ', '_')}", f"{ANSWER}{known.name}"
            field = _answer(known)
        field.required = field.widget.is_required = required
        self.fields[name] = field
        self.targets[name] = target


def wording_of(door: Door) -> str:
    """What a visitor may agree to, in their language or the first one there is."""
    wordings: dict[str, str] = door.consent or {}
    return wordings.get(get_language() or "") or next(iter(wordings.values()), "")


def _plain(target: str) -> forms.Field:
    attrs = {"autocomplete": AUTOFILL.get(target, "off")}
    label = LABELS.get(target, target)
    if target == "e-mail":
        return forms.EmailField(label=label, max_length=254, widget=forms.EmailInput(attrs))
    if target == "message":
        return forms.CharField(
            label=label, max_length=10_000, widget=forms.Textarea({**attrs, "rows": 5})
        )
    if target == "country":
        return forms.ChoiceField(label=label, choices=countries(), widget=forms.Select(attrs))
    widget = forms.TextInput({**attrs, "inputmode": "tel"} if target == "phone" else attrs)
    return forms.CharField(label=label, max_length=60 if target == "phone" else 200, widget=widget)


def countries() -> list[tuple[str, str]]:
    """Every country by its code, in the reader's language and order, after a blank."""
    names = Locale.parse(get_language() or "en", sep="-").territories
    pairs = [(code, name) for code, name in names.items() if _is_country(code)]
    return [("", ""), *sorted(pairs, key=lambda pair: pair[1])]


def _is_country(code: str) -> bool:
    """Not a continent by number, a union, or a land that only tests of software know."""
    return (
        code.isalpha() and len(code) == 2 and code not in {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
    )


def _answer(known: Field) -> forms.Field:
    """A question of the playbook; the answer is checked as it will be read."""
    chinese = (get_language() or "").startswith("zh")
    label = known.zh if chinese and known.zh else known.label.capitalize()
    if known.kind is Kind.CHOICE:
        shown = known.choices_zh if chinese and known.choices_zh else known.called.values()
        pairs = [("", ""), *zip(known.choices, shown, strict=True)]
        return forms.ChoiceField(label=label, choices=pairs)
    if known.kind is Kind.YES_NO:
        answers = [("", ""), ("yes", str(_("Yes"))), ("no", str(_("No")))]
        return forms.ChoiceField(label=label, choices=answers)
    return forms.CharField(label=label, max_length=2000, validators=[_Readable(known)])


class _Readable:
    """A validator: the text is an answer to this field."""

    def __init__(self, known: Field) -> None:
        self.known = known

    def __call__(self, text: str) -> None:
        try:
            read_answer(self.known, text)
        except Invalid as invalid:
            raise forms.ValidationError(invalid.sentence) from invalid

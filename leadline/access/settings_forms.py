"""The forms of the firm, its people and its teams."""

from collections.abc import Mapping, Sequence
from typing import Any

import holidays
from babel import Locale
from babel.numbers import get_territory_currencies
from django import forms
from django.conf import settings
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from leadline.access.forms import zones
from leadline.access.models import Firm, Role, Team, User
from leadline.access.queries import OFFICE_HOURS
from leadline.core.shifts import parse_shifts

DAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
        _("Sunday"))  # fmt: skip
AS_ABOVE = _("as the team above, or the company")


def countries() -> list[tuple[str, str]]:
    """Every country whose holidays are known, by name in the reader's language."""
    names = Locale.parse(get_language() or "en", sep="-").territories
    known = holidays.list_supported_countries()
    return sorted(((code, names.get(code, code)) for code in known), key=lambda pair: pair[1])


def currencies() -> list[tuple[str, str]]:
    """Every currency that is legal tender somewhere, by its code."""
    names = Locale.parse(get_language() or "en", sep="-").currencies
    codes = {code for country, _name in countries() for code in get_territory_currencies(country)}
    return [(code, f"{code} · {names.get(code, code)}") for code in sorted(codes)]


class FirmForm(forms.ModelForm):
    """`cleaned_data` is what `change_firm_settings` takes."""

    zone = forms.ChoiceField(label=_("Time zone"), choices=zones)
    country = forms.ChoiceField(
        label=_("Country"), help_text=_("Its holidays count, unless a team has others.")
    )
    currency = forms.ChoiceField(label=_("Currency"), help_text=_("Amounts are compared in it."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Firm
        fields = [
            "name", "zone", "country", "currency", "language", "sender", "foot", "shows_people",
        ]  # fmt: skip
        widgets = {"foot": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "name": _("Customers read it under letters and on forms."),
            "sender": _("Letters come from this address. Without it none leaves."),
            "foot": _("Such as your postal address and register number."),
            "shows_people": _(
                "People see their own figures, and managers those of their people. Off, everybody "
                "sees teams only."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "country", countries())
        _choose(self, "currency", currencies())

    def _post_clean(self) -> None:
        """The action checks and changes the row; the form only reads what was written."""

    def labels(self) -> Mapping[str, Any]:
        return {name: field.label for name, field in self.fields.items()}


class InviteForm(forms.Form):
    """Somebody who is to sign in."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"), max_length=120, required=False
    )
    role = forms.ModelChoiceField(label=_("Role"), queryset=Role.objects.order_by("pk"))
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.order_by("name"))
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of the letter, and of pages.")
    )


class RelationsForm(forms.Form):
    """Whom a person reports to, and who acts while they are away."""

    manager = forms.ModelChoiceField(
        label=_("Manager"), queryset=User.objects.none(), required=False
    )
    stand_in = forms.ModelChoiceField(
        label=_("Stand-in"),
        queryset=User.objects.none(),
        required=False,
        help_text=_("Who acts while they are away."),
    )

    def __init__(self, person: User, data: Any = None) -> None:
        super().__init__(data, initial={"manager": person.manager, "stand_in": person.stand_in})
        others = User.objects.filter(is_active=True).exclude(pk=person.pk).order_by("name")
        for field in self.fields.values():
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = others


class RoleForm(forms.Form):
    """A role in a team."""

    role = forms.ModelChoiceField(label=_("Role"), queryset=Role.objects.order_by("pk"))
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.order_by("name"))


class LeaveForm(forms.Form):
    """Days on which a person is away, both of them whole."""

    first = forms.DateField(
        label=_("First day away"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=_("Last day away"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class TeamForm(forms.Form):
    """A team; what is left empty is as above. `values()` is what the actions take."""

    name = forms.CharField(label=_("Name"), max_length=120)
    parent = forms.ModelChoiceField(
        label=_("Part of"), queryset=Team.objects.none(), required=False
    )
    zone = forms.ChoiceField(label=_("Time zone"), required=False)
    country = forms.ChoiceField(label=_("Country of the holidays"), required=False)
    capacity = forms.IntegerField(
        label=_("Capacity"),
        required=False,
        min_value=1,
        max_value=30_000,
        help_text=_("How many open records one member can carry. Empty: without a limit."),
    )
    own_hours = forms.BooleanField(
        label=_("It has hours of its own"), required=False, help_text=_("Otherwise as above.")
    )

    def __init__(self, team: Team | None, data: Any = None) -> None:
        super().__init__(data, initial=_of_team(team))
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)
        teams = Team.objects.order_by("name")
        parent.queryset = teams.exclude(pk=team.pk) if team else teams
        _choose(self, "zone", [("", AS_ABOVE), *zones()])
        _choose(self, "country", [("", AS_ABOVE), *countries()])
        hours: Sequence[str] = (team.hours if team and team.hours else None) or OFFICE_HOURS
        for number, (day, usual) in enumerate(zip(DAYS, hours, strict=True)):
            self.fields[f"hours_{number}"] = forms.CharField(
                label=day, required=False, max_length=80, initial=usual, validators=[_readable]
            )

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[f"hours_{number}"] for number in range(7)]

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("hours_")]

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        names = ("name", "parent", "zone", "country", "capacity")
        hours = [told[f"hours_{number}"].strip() for number in range(7)]
        return {name: told[name] for name in names} | {
            "hours": hours if told["own_hours"] else None
        }

    def labels(self) -> Mapping[str, Any]:
        return {name: field.label for name, field in self.fields.items()} | {
            "hours": _("Working hours")
        }


class SpecialDayForm(forms.Form):
    """A holiday of one's own, or a day off that is worked."""

    day_on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    works = forms.ChoiceField(
        label=_("What holds on it?"),
        choices=[("no", _("They do not work")), ("yes", _("They work"))],
        widget=forms.RadioSelect,
        initial="no",
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False)


def _of_team(team: Team | None) -> dict[str, Any]:
    if team is None:
        return {}
    names = ("name", "parent", "zone", "country", "capacity")
    return {name: getattr(team, name) for name in names} | {"own_hours": bool(team.hours)}


def _choose(form: forms.BaseForm, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _readable(text: str) -> None:
    try:
        parse_shifts(text)
    except ValueError as error:
        raise forms.ValidationError(
            _("Write hours as 09:00–12:30, 13:30–18:00; leave a day off empty.")
        ) from error

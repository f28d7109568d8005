"""What is filled in when somebody types a lead in by hand."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leadline.intake.forms import countries
from leadline.leads.incoming import How, Incoming
from leadline.parties.candidates import Candidate
from leadline.playbooks.custom import Custom
from leadline.workspace.field_forms import input_of, written
from leadline.workspace.party_forms import HOW_TO_DIAL, WaysForm
from leadline.workspace.queries.new import Way, chosen

ASKED, FOUND = How.NEWS.value, How.LIST.value


class NewLeadForm(WaysForm):
    """Somebody who asked us, or whom we found."""

    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"), max_length=200, required=False
    )
    company = forms.CharField(label=_("Company"), max_length=200, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    source = forms.CharField(
        label=_("Source"), max_length=120, widget=forms.TextInput({"list": "sources"})
    )
    message = forms.CharField(
        label=_("What they want"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    way = forms.ChoiceField(label=_("Process"), required=False)
    how = forms.ChoiceField(label=_("Who began?"), widget=forms.RadioSelect, initial=ASKED)
    mine = forms.BooleanField(label=_("I look after them myself"), required=False, initial=True)
    use_required_attribute = True
    field_order = ("name", "company", "email", "phone")

    def __init__(
        self, ways: Sequence[Way], *args: Any, custom: Sequence[Custom] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].help_text = HOW_TO_DIAL
        self.ways = ways
        self.custom = {f"own_{one.pk}": one for one in custom}
        self.fields |= {name: input_of(one) for name, one in self.custom.items()}
        _choose_from(self.fields["country"], countries())
        _choose_from(self.fields["way"], [(one.key, one.label) for one in ways])
        if len(ways) < 2:
            del self.fields["way"]
        choices = [(ASKED, _("They asked us"))]
        if any(one.has_raw for one in ways):
            choices.append((FOUND, _("We found them; they have asked for nothing yet")))
        _choose_from(self.fields["how"], choices)

    @property
    def own(self) -> list[forms.BoundField]:
        """What the firm wants to know of leads besides."""
        return [self[name] for name in self.custom]

    @property
    def way_in(self) -> Way | None:
        return chosen(self.ways, self.cleaned_data.get("way", ""))

    @property
    def beginning(self) -> How:
        return How(self.cleaned_data["how"])

    def candidate(self) -> Candidate:
        """The person as typed so far; of a form that is not finished, too."""
        given = {name: str(self[name].value() or "").strip() for name in CANDIDATE}
        return Candidate(
            name=given["name"],
            company=given["company"],
            emails=(given["email"],) if given["email"] else (),
            phones=(given["phone"],) if given["phone"] else (),
            country=given["country"],
        )

    def incoming(self) -> Incoming:
        given = self.cleaned_data
        answers = {one.field.name: given[name] for name, one in self.custom.items()}
        return Incoming(
            self.candidate(),
            source=given["source"],
            message=given["message"],
            answers={name: value for name, value in answers.items() if value is not None},
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self._read_own(given)
        if not any(given.get(name) for name in ("name", "company", "email", "phone")):
            raise forms.ValidationError(_("Say at least a name, a company or a way to reach them."))
        way = chosen(self.ways, given.get("way", ""))
        if way is not None and given.get("how") == FOUND and not way.has_raw:
            self.add_error("how", _("This process has no stage for people who asked for nothing."))
        return given

    def _read_own(self, given: dict[str, Any]) -> None:
        for name, one in self.custom.items():
            try:
                given[name] = written(one, given.get(name) or "")
            except forms.ValidationError as error:
                self.add_error(name, error)


CANDIDATE = ("name", "company", "email", "phone", "country")


def _choose_from(field: forms.Field, choices: Sequence[tuple[str, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)

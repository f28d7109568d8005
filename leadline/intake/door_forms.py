"""The forms of ways in: what one is called, where its leads enter, and what it asks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from leadline.conditions.catalogue import Field, Kind
from leadline.intake.door_queries import Landing
from leadline.intake.forms import LABELS
from leadline.intake.importing_forms import HOWS
from leadline.intake.models import Door, DoorKind
from leadline.intake.targets import ANSWER
from leadline.leads.incoming import How
from leadline.leads.known import KIND
from leadline.playbooks.custom import custom_fields
from leadline.playbooks.versions import readable

ASKING = (("", _("not asked")), ("asked", _("asked")), ("required", _("must be filled")))
QUESTIONS = (Kind.TEXT, Kind.NUMBER, Kind.CHOICE, Kind.YES_NO, Kind.DAY)
MAPPING_HELP = _("Which name is what, as text. Empty: found out from the names themselves.")


class DoorForm(forms.Form):
    """A way in of one kind. `values()` is what `make_door` and `change_door` take."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("Visitors of a form read it as its title.")
    )
    slug = forms.SlugField(
        label=_("Address"),
        max_length=60,
        help_text=_("The last part of its address, such as free-trial. It stays for good."),
    )
    enters = forms.ChoiceField(
        label=_("Where its leads enter"), help_text=_("The playbook, and the stage they stand at.")
    )
    how = forms.ChoiceField(label=_("What comes in here?"), choices=HOWS, widget=forms.RadioSelect)
    source = forms.CharField(
        label=_("Source"),
        max_length=120,
        required=False,
        help_text=_("Where its leads are said to come from. Empty: as it is called."),
    )

    def __init__(
        self, kind: DoorKind, landings: Sequence[Landing], door: Door | None, data: Any = None
    ) -> None:
        super().__init__(data, initial=_initial(kind, door, landings))
        self.kind, self.landings, self.door = kind, landings, door
        enters = self.fields["enters"]
        assert isinstance(enters, forms.ChoiceField)
        enters.choices = _places(landings)
        self.asked: dict[str, str] = {}
        if door is not None:
            del self.fields["slug"]
        if kind == DoorKind.FORM:
            self._add_form_fields(door)
        elif kind == DoorKind.SITE:
            self._add_site_fields(door)
        else:
            self.fields["columns"] = forms.CharField(
                label=_("Mapping"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
                help_text=MAPPING_HELP,
            )

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        pk, process, stage = told["enters"].split("|")
        published = next(one.published for one in self.landings if str(one.published.pk) == pk)
        values: dict[str, Any] = {
            name: told[name] for name in ("name", "slug", "columns") if name in told
        }
        values |= {"playbook": published, "process": process, "stage": stage}
        values |= {"how": How(told["how"]), "source": told["source"] or told["name"]}
        if self.kind == DoorKind.FORM:
            values["asks"] = self._asks()
        if "origins" in told:
            values["consent"] = {
                code: told[_consent(code)]
                for code, _name in settings.LANGUAGES
                if told[_consent(code)]
            }
            values["origins"] = told["origins"].split()
        return values

    @property
    def rows(self) -> list[forms.BoundField]:
        """One per field that every form can ask for."""
        return [self[name] for name, target in self.asked.items() if target in LABELS]

    @property
    def questions(self) -> list[forms.BoundField]:
        """One per question of the playbook."""
        return [self[name] for name, target in self.asked.items() if target not in LABELS]

    @property
    def others(self) -> list[forms.BoundField]:
        return [one for one in self.visible_fields() if one.name not in self.asked]

    def labels(self) -> dict[str, Any]:
        """How what can change is called, for the history."""
        named = {name: field.label for name, field in self.fields.items()}
        enters = named["enters"]
        return named | {
            "playbook": enters,
            "process": _("Process"),
            "stage": _("Stage"),
            "asks": _("Fields asked"),
            "consent": _("What visitors may agree to"),
            "is_active": _("In use"),
        }

    def _add_site_fields(self, door: Door | None) -> None:
        """No lead comes in here, so that nobody is asked where and as what."""
        for name in ("enters", "how", "source"):
            self.fields[name].widget = forms.HiddenInput()
        self._add_words_and_sites(door)
        self.fields["name"].help_text = _("Only colleagues read it.")
        for code, _language in settings.LANGUAGES:
            self.fields[_consent(code)].required = True
            self.fields[_consent(code)].help_text = _("The very words are kept as the proof.")
        self.fields["origins"].required = True
        self.fields["origins"].label = _("Your sites")
        self.fields["origins"].help_text = _("One a line, such as https://www.example.com.")

    def _add_form_fields(self, door: Door | None) -> None:
        asks = {one["field"]: one for one in door.asks} if door else DEFAULT
        for number, (target, label) in enumerate(_targets(door)):
            name = f"ask_{number}"
            self.asked[name] = target
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=ASKING,
                required=False,
                initial=_asking(asks.get(target) or asks.get(target.removeprefix(ANSWER))),
            )
        self._add_words_and_sites(door)

    def _add_words_and_sites(self, door: Door | None) -> None:
        for code, language in settings.LANGUAGES:
            self.fields[_consent(code)] = forms.CharField(
                label=_("What visitors may agree to, in %(language)s") % {"language": language},
                required=False,
                max_length=1000,
                initial=(door.consent or {}).get(code, "") if door else "",
                widget=forms.Textarea(attrs={"rows": 2, "lang": code}),
                help_text=_("The very words are kept as the proof. Empty: nothing is asked."),
            )
        self.fields["origins"] = forms.CharField(
            label=_("Sites that may show it"),
            required=False,
            initial="\n".join(door.origins) if door else "",
            widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
            help_text=_("One a line, such as https://www.example.com. Empty: any site."),
        )

    def _asks(self) -> list[dict[str, Any]]:
        """In the order that they had, new ones behind."""
        chosen = {
            target: self.cleaned_data[name] == "required"
            for name, target in self.asked.items()
            if self.cleaned_data[name]
        }
        before = [_target_of(one["field"]) for one in self.door.asks] if self.door else []
        order = [one for one in dict.fromkeys([*before, *chosen]) if one in chosen]
        return [{"field": target, "required": chosen[target]} for target in order]


DEFAULT: Mapping[str, Mapping[str, Any]] = {
    "name": {"required": True},
    "e-mail": {"required": True},
    "company": {},
    "phone": {},
    "message": {},
}


def _consent(code: str) -> str:
    return f"consent_{code.replace('-', '_')}"


def _asking(asked: Mapping[str, Any] | None) -> str:
    if asked is None:
        return ""
    return "required" if asked.get("required") else "asked"


def _target_of(field: str) -> str:
    return field if field in LABELS or field.startswith(ANSWER) else f"{ANSWER}{field}"


def _targets(door: Door | None) -> Iterable[tuple[str, Any]]:
    """What can be asked: of everybody, and what the playbook of a way in that is there asks."""
    yield from LABELS.items()
    playbook = readable(door.playbook.current_id) if door and door.playbook.current_id else None
    if playbook is not None:
        for name, spec in playbook.fields.items():
            field = playbook.catalogue.get(name)
            known_otherwise = spec.derived or spec.supplied_by or spec.field.means
            if field is not None and field.kind in QUESTIONS and not known_otherwise:
                yield f"{ANSWER}{field.name}", _label(field)
        for one in custom_fields(KIND):
            if one.field.kind in QUESTIONS and one.field.name not in playbook.fields:
                yield f"{ANSWER}{one.field.name}", _label(one.field)


def _label(field: Field) -> str:
    chinese = (get_language() or "").startswith("zh")
    return field.zh if chinese and field.zh else str(capfirst(field.label))


def _places(landings: Sequence[Landing]) -> list[tuple[str, Any]]:
    return [
        (
            one.label,
            [
                (f"{one.key}|", _("where the process begins")),
                *((f"{one.key}|{name}", label) for name, label in one.stages),
            ],
        )
        for one in landings
    ]


def _initial(kind: DoorKind, door: Door | None, landings: Sequence[Landing]) -> dict[str, Any]:
    if door is None:
        how = How.HISTORY if kind == DoorKind.FILE else How.NEWS
        return {"how": how.value, "enters": f"{landings[0].key}|" if landings else ""}
    theirs = [one for one in landings if one.published.pk == door.playbook_id]
    process = door.process or (theirs[0].process.name if theirs else "")
    return {
        "name": door.name,
        "enters": f"{door.playbook_id}|{process}|{door.stage}",
        "how": door.how,
        "source": door.source,
        "columns": door.columns,
    }

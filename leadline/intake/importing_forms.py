"""The forms by which a file is handed in and its columns are named."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from leadline.intake.columns import Columns, read_columns
from leadline.intake.dates import Order
from leadline.intake.ground import Entry
from leadline.intake.labels import choices
from leadline.intake.looking import Look
from leadline.intake.models import Import
from leadline.intake.targets import KEYS, SKIP
from leadline.intake.values import Asked, Value
from leadline.leads.incoming import How
from leadline.parties.actions.entering import OnMatch
from leadline.parties.normalise.text import comparable
from leadline.work.results import CallResult

HOWS = (
    (How.HISTORY.value, _("Business we already have: placed where it stands; nothing is sent")),
    (How.NEWS.value, _("New inquiries: the playbook acts on each of them")),
    (How.LIST.value, _("A bought list: nobody on it has asked for anything, so they are Raw")),
)
MATCHES = (
    (OnMatch.FILL.value, _("Fill what is blank with us")),
    (OnMatch.SKIP.value, _("Leave them as they are")),
    (OnMatch.OVERWRITE.value, _("Overwrite with what the file says")),
)
ENCODINGS = (
    ("", _("find out")),
    ("utf-8", "UTF-8"),
    ("gb18030", "GB18030 / GBK"),
    ("big5", "Big5"),
    ("shift_jis", "Shift JIS"),
    ("windows-1252", "Windows-1252 / Latin 1"),
    ("windows-1250", "Windows-1250"),
    ("windows-1251", "Windows-1251"),
    ("utf-16", "UTF-16"),
)
ORDERS = (
    ("", _("find out")),
    (Order.DAY.value, _("day first: 31.12.2026")),
    (Order.MONTH.value, _("month first: 12/31/2026")),
    (Order.YEAR.value, _("year first: 2026-12-31")),
)


class HandInForm(forms.Form):
    """Which file, where it is from, and what its rows are."""

    file = forms.FileField(label=_("File"), help_text=_("CSV, TSV, XLSX, XLS or ODS."))
    source = forms.CharField(
        label=_("Where the rows are from"),
        max_length=120,
        help_text=_("Such as the name of the old system, the fair or the seller of the list."),
    )
    how = forms.ChoiceField(
        label=_("What are these rows?"),
        choices=HOWS,
        initial=How.HISTORY.value,
        widget=forms.RadioSelect,
    )
    playbook = forms.ChoiceField(label=_("Which process they enter"))
    encoding = forms.ChoiceField(
        label=_("How its text is encoded"),
        choices=ENCODINGS,
        required=False,
        help_text=_("Only where letters look wrong, or it cannot be found out."),
    )

    def __init__(self, playbooks: Sequence[tuple[str, str]], *args: Any) -> None:
        """playbooks: those in force, by name and title; where there is one, nobody is asked."""
        super().__init__(*args)
        self.fields["playbook"].choices = playbooks  # type: ignore[attr-defined]
        if len(playbooks) < 2:
            del self.fields["playbook"]

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        limit = settings.IMPORT_LIMIT
        if (upload.size or 0) > limit:
            told = _(
                "It has %(size)s MB, and up to %(limit)s MB can be handed in here. Split it, with"
                " the headings in each part, or have it read in by “leadline import”."
            )
            sizes = {"size": (upload.size or 0) // 1024**2, "limit": limit // 1024**2}
            raise forms.ValidationError(told, params=sizes)
        return upload


class ColumnsForm(forms.Form):
    """One choice per heading, and what else must be said about the file."""

    def __init__(self, look: Look, entry: Entry, begun: Import, *args: Any) -> None:
        super().__init__(*args)
        self.headings, self.saved = look.headings, read_columns(begun.columns)
        for place, heading in enumerate(look.headings):
            now = self.saved.targets.get(heading, SKIP)
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading,
                choices=choices(entry.choices(), now),
                initial=now,
                help_text=_example(look, heading),
            )
        self._add_rest(begun, entry)

    @property
    def by_column(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("column_")]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("column_")]

    def columns(self) -> Columns:
        """The saved mapping with what was chosen here."""
        told = self.cleaned_data
        targets = {name: told[f"column_{place}"] for place, name in enumerate(self.headings)}
        placed_by = self.saved.placed_by
        stands = placed_by and (
            targets.get(placed_by) == "stage" or "stage" not in targets.values()
        )
        return replace(
            self.saved,
            targets=targets,
            dates=Order(told["dates"]) if told["dates"] else None,
            blanks=frozenset(
                comparable(text) for text in told["blanks"].split(",") if text.strip()
            ),
            placed_by=placed_by if stands else "",
            stages=self.saved.stages if stands else {},
            otherwise=told.get("otherwise", ""),
        )

    def _add_rest(self, begun: Import, entry: Entry) -> None:
        if begun.how == How.HISTORY:
            self.fields["otherwise"] = forms.ChoiceField(
                label=_("Where rows stand that do not say it"),
                choices=[("", _("nowhere: such a row cannot be used")), *entry.stages()],
                required=False,
                initial=self.saved.otherwise,
            )
        self.fields["dates"] = forms.ChoiceField(
            label=_("How days are written"),
            choices=ORDERS,
            required=False,
            initial=self.saved.dates or "",
        )
        self.fields["blanks"] = forms.CharField(
            label=_("Words that mean nothing"),
            required=False,
            initial=", ".join(sorted(self.saved.blanks)),
            help_text=_("Such as Select or n/a, with commas between them."),
        )
        self.fields["key"] = forms.ChoiceField(
            label=_("What must name each row"),
            choices=[("", _("nothing in particular")), *((key, KEY_LABELS[key]) for key in KEYS)],
            required=False,
            initial=begun.key,
            help_text=_("A row in which this is blank cannot be used."),
        )
        self.fields["on_match"] = forms.ChoiceField(
            label=_("People we know already"),
            choices=MATCHES,
            initial=begun.on_match,
            widget=forms.RadioSelect,
        )


class ValuesForm(forms.Form):
    """What the values of a file's columns are taken for, and how its days are read."""

    def __init__(self, asked: Asked, entry: Entry, *args: Any) -> None:
        super().__init__(*args)
        self.asked = asked
        results = [("", _("no call")), *CallResult.choices]
        stages = [("", _("as rows that do not say it")), *entry.stages()]
        for kind, values, known in (
            ("call", asked.calls, results),
            ("place", asked.placed, stages),
        ):
            for place, value in enumerate(values):
                self.fields[f"{kind}_{place}"] = forms.ChoiceField(
                    label=value.text[:120],
                    choices=known,
                    required=False,
                    initial=value.taken_for,
                    help_text=ngettext("%(rows)s row", "%(rows)s rows", value.rows)
                    % {"rows": value.rows},
                )
        if asked.orders:
            orders = [one for one in ORDERS if one[0] in set(asked.orders)]
            self.fields["dates"] = forms.ChoiceField(
                label=_("How are the days written?"), choices=orders, widget=forms.RadioSelect
            )

    @property
    def calls(self) -> list[forms.BoundField]:
        return self._of("call_")

    @property
    def places(self) -> list[forms.BoundField]:
        return self._of("place_")

    def columns(self, before: Columns) -> Columns:
        """The mapping with what was said here."""
        calls = self._said(self.asked.calls, "call", before.call_results)
        dates = self.cleaned_data.get("dates")
        return replace(
            before,
            call_results={text: CallResult(result) for text, result in calls.items()},
            placed_by=self.asked.headings["placed"] if self.asked.placed else before.placed_by,
            stages=self._said(self.asked.placed, "place", before.stages),
            dates=Order(dates) if dates else before.dates,
        )

    def _said(
        self, values: Sequence[Value], kind: str, before: Mapping[str, str]
    ) -> dict[str, str]:
        """What was known of other values stays; of these it is as chosen, or nothing."""
        said = {
            comparable(value.text): self.cleaned_data[f"{kind}_{place}"]
            for place, value in enumerate(values)
        }
        return {text: one for text, one in {**before, **said}.items() if one}

    def _of(self, start: str) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(start)]


KEY_LABELS = {
    "e-mail": _("the e-mail address"),
    "phone": _("the phone number"),
    "website": _("the company's website, by its domain"),
    "number": _("the number in the other system"),
}


def _example(look: Look, heading: str) -> str:
    values = [row.texts.get(heading, "").strip() for row in look.first]
    told = list(dict.fromkeys(value[:40] for value in values if value))
    return escape(" · ".join(told)[:160])

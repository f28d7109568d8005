"""The forms by which a file is handed in and its columns are named."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from leadline.intake.columns import Columns
from leadline.intake.dates import Order
from leadline.intake.ground import Entry
from leadline.intake.looking import Look
from leadline.intake.targets import ANSWER, KEYS, SKIP, TARGETS
from leadline.leads.incoming import How
from leadline.parties.actions.entering import OnMatch
from leadline.parties.normalise.text import comparable

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
ORDERS = (
    ("", _("find out")),
    (Order.DAY.value, _("day first: 31.12.2026")),
    (Order.MONTH.value, _("month first: 12/31/2026")),
    (Order.YEAR.value, _("year first: 2026-12-31")),
)


class HandInForm(forms.Form):
    """Which file, where it is from, and what its rows are."""

    file = forms.FileField(
        label=_("File"), help_text=_("CSV, TSV, XLSX, XLS or ODS, up to 200 MB.")
    )
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


class ColumnsForm(forms.Form):
    """One choice per heading, and what else must be said about the file."""

    def __init__(self, look: Look, entry: Entry, saved: Columns, how: How, *args: Any) -> None:
        super().__init__(*args)
        self.headings, self.saved = look.headings, saved
        answers = [f"{ANSWER}{name}" for name in entry.playbook.fields]
        known = [SKIP, *TARGETS, *answers]
        for place, heading in enumerate(look.headings):
            now = saved.targets.get(heading, SKIP)
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading,
                choices=[(one, one) for one in (*known, *([] if now in known else [now]))],
                initial=now,
                help_text=_example(look, heading),
            )
        self._add_rest(saved, how, entry.process.stages)

    def columns(self) -> Columns:
        """The saved mapping with what was chosen here."""
        told = self.cleaned_data
        return replace(
            self.saved,
            targets={
                heading: told[f"column_{place}"] for place, heading in enumerate(self.headings)
            },
            dates=Order(told["dates"]) if told["dates"] else None,
            blanks=frozenset(
                comparable(text) for text in told["blanks"].split(",") if text.strip()
            ),
            otherwise=told.get("otherwise", ""),
        )

    def _add_rest(self, saved: Columns, how: How, stages: Iterable[str]) -> None:
        self.fields["dates"] = forms.ChoiceField(
            label=_("How days are written"),
            choices=ORDERS,
            required=False,
            initial=saved.dates or "",
        )
        self.fields["blanks"] = forms.CharField(
            label=_("Words that mean nothing"),
            required=False,
            initial=", ".join(sorted(saved.blanks)),
            help_text=_("Such as Select or n/a, with commas between them."),
        )
        if how is How.HISTORY:
            self.fields["otherwise"] = forms.ChoiceField(
                label=_("Where rows stand that do not say it"),
                choices=[("", ""), *((name, name) for name in stages)],
                required=False,
                initial=saved.otherwise,
            )
        self.fields["key"] = forms.ChoiceField(
            label=_("What must name each row"),
            choices=[("", _("nothing in particular")), *((key, key) for key in KEYS)],
            required=False,
        )
        self.fields["on_match"] = forms.ChoiceField(
            label=_("People we know already"),
            choices=MATCHES,
            initial=OnMatch.FILL.value,
            widget=forms.RadioSelect,
        )


def _example(look: Look, heading: str) -> str:
    values = [row.texts.get(heading, "").strip() for row in look.first]
    return escape(" · ".join(value[:40] for value in values if value)[:160])

"""What the pattern page shows: every component with believable values."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leadline.ui.templatetags.ui import ICONS

COLORS = ("paper", "card", "ink", "soft", "hairline", "edge", "sea", "tint", "late", "warn", "good")


@dataclass(frozen=True)
class Stop:
    """A knot of the lead line. state: done, now, ahead or skipped."""

    label: Any
    state: str


@dataclass(frozen=True)
class Line:
    """A line of the sample table."""

    company: str
    stage: Any
    owner: str
    amount: str


class SampleForm(forms.Form):
    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"),
        help_text=_("As colleagues and customers read it."),
    )
    email = forms.EmailField(label=_("E-mail address"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("en", "English"), ("zh-hans", "简体中文")]
    )
    theme = forms.ChoiceField(
        label=_("Colors"),
        choices=[("auto", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))],
        widget=forms.RadioSelect,
        initial="auto",
    )
    note = forms.CharField(label=_("Note"), widget=forms.Textarea, required=False)
    remember = forms.BooleanField(label=_("Keep me signed in on this device"), required=False)


def samples(data: QueryDict | None) -> dict[str, Any]:
    """The context of the pattern page; `data` fills its form, so that errors can be looked at."""
    states = ("done", "done", "now", "ahead", "ahead")
    labels = (_("Registered"), _("Screened"), _("On trial"), _("Introduced"), _("Quoted"))
    return {
        "colors": COLORS,
        "icons": sorted(path.stem for path in Path(ICONS).glob("*.svg")),
        "stops": [Stop(label, state) for label, state in zip(labels, states, strict=True)],
        "domain": "hengtong.example",
        "table": [
            Line("Hengtong Cable 亨通电缆", labels[2], "Anna Koch", "¥ 180,000"),
            Line(
                f"{'Norddeutsche Drahtwerke ' * 3}mbH & Co. KG", labels[4], "Jonas Berg", "€ 24,500"
            ),
        ],
        "form": SampleForm(data),
        "wrong_form": SampleForm({"email": "not an address"}, prefix="wrong"),
        "page": Paginator(range(120), 50).page(2),
        "moment": datetime(2026, 3, 2, 9, 12, tzinfo=UTC),
    }

"""All that a stage asks, in one act: also what hangs on an answer that is given with it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import Catalogue
from leadline.core.written import labelled
from leadline.workspace.forms import AnswersForm, Label

PREFIX = "answers"
SHOWN = 200  # characters of an answer that is told again


@dataclass(frozen=True)
class Depends:
    """When a question is asked. said: in words; fields: on which it hangs; holds: with answers.

    is_needed: it must be answered then, and is not yet.
    """

    said: str
    fields: Collection[str]
    holds: Callable[[Mapping[str, object]], bool]
    is_needed: bool


class StageForm(AnswersForm):
    """Whoever returns a lead says with it why, and what is to be found out first.

    depends: by field, of the questions that are asked only when something holds.
    """

    def __init__(
        self,
        asks: Iterable[Mapping[str, Any]],
        catalogue: Catalogue,
        label: Label,
        *args: Any,
        depends: Mapping[str, Depends],
        **kwargs: Any,
    ) -> None:
        super().__init__(asks, catalogue, label, *args, **kwargs)
        self.label = label
        fields = {name: field.name for name, field in self.asked.items()}
        self.depends = {name: depends[one] for name, one in fields.items() if one in depends}
        for name, one in self.depends.items():
            self.fields[name].help_text = _("Asked when %(condition)s.") % {"condition": one.said}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if gone := gone_of(self._sent(), self.fields):
            self.add_error(None, said_of_gone(gone, self.label))
        for name, one in self.depends.items():
            if name not in self.errors and (wrong := self._wrong(name, one)):
                self.add_error(name, wrong % {"condition": one.said})
        return cleaned

    def _sent(self) -> dict[str, Any]:
        """The last value of each input, and the names of files."""
        return {name: each[name] for each in (self.data, self.files) for name in each}

    def _wrong(self, name: str, one: Depends) -> str:
        """What stands in the way of this answer, or of its lacking; "" for nothing."""
        if self.asked[name].name in self.answers:
            return "" if one.holds(self.answers) else _("This is said only when %(condition)s.")
        is_now = not self.answers.keys().isdisjoint(one.fields) and one.holds(self.answers)
        return _("This is needed, too: %(condition)s.") if is_now and one.is_needed else ""


def gone_of(sent: Mapping[str, Any], asked: Collection[str]) -> dict[str, str]:
    """What an old page sent that is not asked any more, by field: the record has gone on."""
    names = {f"{PREFIX}-{name}" for name in asked}
    return {
        name.removeprefix(f"{PREFIX}-").replace("-", " "): str(written)
        for name, written in sent.items()
        if name.startswith(f"{PREFIX}-") and name not in names and str(written).strip()
    }


def said_of_gone(gone: Mapping[str, str], label: Label) -> str:
    """Nothing of it was kept, so that it is told again."""
    told = "; ".join(labelled(label(field), text[:SHOWN]) for field, text in gone.items())
    return _(
        "This has gone on since you opened the page, and not all of it is asked any more. Nothing "
        "was kept now. You wrote: %(answers)s"
    ) % {"answers": told}

"""All that a stage asks, in one act: also what hangs on an answer that is given with it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from leadline.workspace.forms import AnswersForm


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

    def __init__(self, *args: Any, depends: Mapping[str, Depends], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = {name: field.name for name, field in self.asked.items()}
        self.depends = {name: depends[one] for name, one in fields.items() if one in depends}
        for name, one in self.depends.items():
            self.fields[name].help_text = _("Asked when %(condition)s.") % {"condition": one.said}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, one in self.depends.items():
            if name not in self.errors and (wrong := self._wrong(name, one)):
                self.add_error(name, wrong % {"condition": one.said})
        return cleaned

    def _wrong(self, name: str, one: Depends) -> str:
        """What stands in the way of this answer, or of its lacking; "" for nothing."""
        if self.asked[name].name in self.answers:
            return "" if one.holds(self.answers) else _("This is said only when %(condition)s.")
        is_now = not self.answers.keys().isdisjoint(one.fields) and one.holds(self.answers)
        return _("This is needed, too: %(condition)s.") if is_now and one.is_needed else ""

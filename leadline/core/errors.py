"""The ways in which the product says no; each carries a sentence that says what to do."""

from collections.abc import Mapping

from django.utils.translation import gettext as _


class Refused(Exception):
    """The act is understood and not allowed now; `missing` names what would make it possible."""

    def __init__(self, sentence: str, *, missing: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.missing = missing

    @property
    def told(self) -> str:
        """All that whoever asked should read."""
        return self.sentence


class Invalid(Refused):
    """What was given cannot be used; `problems` maps each field to its sentence."""

    def __init__(self, sentence: str, problems: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.problems = dict(problems or {})


class Forbidden(Refused):
    """A rule of the playbook stands before it.

    passed_by: who may do it all the same with a reason, for people; "" where nobody may.
    may_pass: whether whoever asked is one of them.
    """

    def __init__(self, sentence: str, *, passed_by: str = "", may_pass: bool = False) -> None:
        super().__init__(sentence)
        self.passed_by = passed_by
        self.may_pass = may_pass

    @property
    def told(self) -> str:
        if not self.passed_by:
            return self.sentence
        advice = _("This may do it all the same, with a reason: %(who)s.") % {"who": self.passed_by}
        return f"{self.sentence} {advice}"


class Stale(Refused):
    """Somebody else changed the record while this person had it open."""

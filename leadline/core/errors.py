"""The three ways in which the product says no; each carries a sentence that says what to do."""

from collections.abc import Mapping


class Refused(Exception):
    """The act is understood and not allowed now; `missing` names what would make it possible."""

    def __init__(self, sentence: str, *, missing: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.missing = missing


class Invalid(Refused):
    """What was given cannot be used; `problems` maps each field to its sentence."""

    def __init__(self, sentence: str, problems: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.problems = dict(problems or {})


class Stale(Refused):
    """Somebody else changed the record while this person had it open."""

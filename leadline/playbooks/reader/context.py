"""What the reader keeps at hand: the known words, the catalogue, and the problems found."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import Catalogue, normalised
from leadline.conditions.grammar import Condition, ConditionError, parse
from leadline.conditions.tree import Every
from leadline.core.durations import Duration, DurationError, parse_duration
from leadline.playbooks.definition import Moment, Place, Who, WhoKind
from leadline.playbooks.problems import Problem, Severity, did_you_mean
from leadline.playbooks.reader.phrases import PhraseError, moment_from, who_from
from leadline.playbooks.reader.yaml import Node, Text
from leadline.playbooks.vocabulary import Vocabulary


@dataclass
class Names:
    """What the playbook itself names, gathered before anything is read closely.

    known: what → names; what is "stage", "process", "letter", "sequence", "talk", "role", "pool",
    "queue", "route", "holiday", "preset", "approval", "event", "phase", "definition".
    stages: process → its stages and ends.
    """

    known: dict[str, set[str]] = field(default_factory=dict)
    stages: dict[str, list[str]] = field(default_factory=dict)
    process: str = ""  # the one that is being read

    def add(self, what: str, names: Iterable[str]) -> None:
        self.known.setdefault(what, set()).update(name for name in names if name)

    def of(self, what: str) -> Iterable[str]:
        if what == "stage":
            return self.stages.get(self.process, [])
        return self.known.get(what, set())


# Stands where a condition could not be read, so that what surrounds it is still checked.
UNREADABLE = Condition(Every(()), "")


class Context:
    """Reads phrases in the light of what is known, and collects what is wrong."""

    def __init__(
        self, vocabulary: Vocabulary, names: Names, catalogue: Catalogue, problems: list[Problem]
    ) -> None:
        self.vocabulary, self.names, self.catalogue = vocabulary, names, catalogue
        self.problems = problems

    def problem(self, place: Place, message: str, hint: str = "") -> None:
        self.problems.append(Problem(place, message, hint))

    def warn(self, place: Place, message: str, hint: str = "") -> None:
        self.problems.append(Problem(place, message, hint, Severity.WARNING))

    def condition(self, node: Node) -> Condition:
        """The condition a node holds; UNREADABLE with the reason among the problems otherwise."""
        if not isinstance(node, Text) or not node.value.strip():
            self.problem(node.place, _("here a condition is expected"))
            return UNREADABLE
        if node.flow and not node.quoted:
            message = _("a condition inside { } or [ ] stands in quotes")
            hint = _("a comma would end it: write it on a line of its own, or in quotes")
            self.problem(node.place, message, hint)
            return UNREADABLE
        try:
            return parse(node.value, self.catalogue)
        except ConditionError as error:
            for one in error.problems:
                message, hint = one.said(_said)
                self.problem(node.place, message, hint)
            return UNREADABLE

    def duration(self, text: str, place: Place, *, signed: bool = False) -> Duration | None:
        try:
            return parse_duration(text, signed=signed)
        except DurationError:
            message = _("“%(text)s” is no duration") % {"text": text}
            hint = _("such as 30 working minutes, 3 working days, 14 days or 2 months")
            self.problem(place, message, hint)
            return None

    def named(self, what: str, name: str, place: Place) -> str:
        """The name if it is known as such; a problem and the name as written otherwise."""
        known = set(self.names.of(what))
        if what == "event":
            known |= set(self.vocabulary.events)
        if name not in known:
            message = _unknown(what) % {"name": name}
            self.problem(place, message, did_you_mean(name, known))
        return name

    def who(self, text: str, place: Place) -> Who | None:
        try:
            who = who_from(text, set(self.names.of("role")), set(self.names.of("pool")))
        except PhraseError as error:
            self.problem(place, str(error), error.hint)
            return None
        self._check_who(who, place)
        return who

    def moment(self, text: str, place: Place) -> Moment | None:
        try:
            moment = moment_from(text)
        except PhraseError as error:
            self.problem(place, str(error), error.hint)
            return None
        self._check_moment(moment, place)
        return moment

    def date_field(self, name: str, place: Place) -> None:
        """The name must be that of a day or a time."""
        found = self.catalogue.get(name)
        if found is None:
            near = did_you_mean(name, (one.label for one in self.catalogue.fields))
            self.problem(place, _("no field is called “%(name)s”") % {"name": name}, near)
        elif found.kind not in ("day", "time"):
            facts = {"name": name, "kind": found.kind.value}
            self.problem(place, _("“%(name)s” is no day or time but %(kind)s") % facts)

    def _check_moment(self, moment: Moment, place: Place) -> None:
        if moment.preset:
            self.named("preset", moment.preset, place)
        if moment.kind == "holiday":
            self.named("holiday", moment.field, place)
        elif moment.kind == "middle of":
            term = normalised(moment.field).removesuffix(" term")
            for end in ("starts", "ends"):
                self.date_field(f"{term} {end}", place)
        else:
            self.date_field(moment.field, place)

    def _check_who(self, who: Who, place: Place) -> None:
        lists = {WhoKind.ROLE: "role", WhoKind.POOL: "pool", WhoKind.QUEUE: "queue",
                 WhoKind.ROUTE: "route", WhoKind.PREVIOUS: "stage"}  # fmt: skip
        if who.kind in lists:
            self.named(lists[who.kind], who.name, place)
        elif who.kind in (WhoKind.RELATION, WhoKind.PARTY):
            self._check_relation(who, place)
        for other in (who.of, who.otherwise):
            if other is not None:
                self._check_who(other, place)

    def _check_relation(self, who: Who, place: Place) -> None:
        phrase = f"{who.name} of {who.path}" if who.path else who.name
        of_role = who.name in self.names.of("role")
        if phrase in self.vocabulary.relations or (of_role and who.kind is WhoKind.RELATION):
            return
        known = [*self.vocabulary.relations, *self.names.of("role"), "owner", "same person"]
        message = _("nobody is known as “%(who)s”") % {"who": who.text}
        self.problem(place, message, did_you_mean(phrase, known))


def _said(message: str) -> str:
    return _(message) if message else ""


def _unknown(what: str) -> str:
    messages = {
        "stage": _("there is no stage “%(name)s” in this process"),
        "process": _("there is no process “%(name)s”"),
        "letter": _("there is no letter “%(name)s” in emails/"),
        "sequence": _("there is no sequence “%(name)s” in cadences.yaml"),
        "talk": _("there is nothing to say called “%(name)s” in talk-tracks/"),
        "event": _("no event is called “%(name)s”"),
        "role": _("no role is called “%(name)s” in playbook.yaml"),
        "pool": _("no pool is called “%(name)s” in playbook.yaml"),
        "queue": _("no queue is called “%(name)s” in playbook.yaml"),
        "route": _("there is no route “%(name)s” in routes.yaml"),
        "holiday": _("no holiday is called “%(name)s” in playbook.yaml"),
        "preset": _("no preset is called “%(name)s” in playbook.yaml"),
    }
    return messages.get(what, _("“%(name)s” is not known"))

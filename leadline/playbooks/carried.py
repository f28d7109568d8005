"""What a text asks for that nobody carries out yet: acts, their options, people, rules, guards."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import normalised
from leadline.core.actions import declared_actions
from leadline.playbooks.definition import Doing, Place, Playbook, Who, WhoKind
from leadline.playbooks.problems import Problem
from leadline.playbooks.relations import relations
from leadline.playbooks.vocabulary import Vocabulary
from leadline.playbooks.walk import all_doings, conditions, guards_of, rules_of, whos

# What automation does itself, without an action of a room, and the options that it heeds.
BY_AUTOMATION: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "assign": frozenset({"who", "not_to"}),
        "set": frozenset({"to"}),
        "start": frozenset(),
        "stop tasks": frozenset(),
        "stop sequences": frozenset(),
    }
)
FOUND = frozenset(
    {WhoKind.OWNER, WhoKind.SAME, WhoKind.ROLE, WhoKind.POOL, WhoKind.QUEUE, WhoKind.SUPERVISOR,
     WhoKind.ANSWERER, WhoKind.ROUTE, WhoKind.PREVIOUS}
)  # fmt: skip

PLANNED_BY = frozenset({"deadline", "until"})  # parameters that say when something is to be


def not_carried(playbook: Playbook, built: Vocabulary, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Everything beside words of rooms to come; built: the words that code declares."""
    for doing in all_doings(playbook):
        if doing.phrase in built.actions or doing.phrase not in vocabulary.actions:
            yield from _of_act(doing, built)
    for what, place in _stopped(playbook):
        if f"stop {what}" not in BY_AUTOMATION and f"stop {what}" not in built.actions:
            yield _nobody(f"stop {what}", place)
    for who, place in whos(playbook):
        if not _is_found(who):
            message = _("Nobody can be found yet as “%(who)s”.") % {"who": who.text}
            yield Problem(place, message)
    yield from _planned(playbook)
    yield from _untold(playbook, built)
    told = (*_rules(playbook), *_derived(playbook), *_letters(playbook))
    for name, place in told:
        message = _("“%(name)s” is not carried out by this version of Leadline yet.")
        yield Problem(place, message % {"name": name})


def _is_found(who: Who) -> bool:
    """Relations are found once a room has said how."""
    return who.kind in FOUND or f"{who.name} of {who.path}" in relations()


def parameter(option: str) -> str:
    """An option of the text as an action's parameter: `at stage` → at_stage, `with` → with_."""
    name = option.replace(" ", "_")
    return f"{name}_" if name in ("with", "except", "from") else name


def _of_act(doing: Doing, built: Vocabulary) -> Iterator[Problem]:
    known = _options_of(doing, built)
    if known is None:
        yield _nobody(doing.phrase, doing.place)
        return
    for option in doing.options:
        if parameter(option) not in known:
            message = _("“%(act)s” does not know “%(option)s” yet.")
            yield Problem(doing.place, message % {"act": doing.phrase, "option": option})


def _options_of(doing: Doing, built: Vocabulary) -> frozenset[str] | None:
    """What may stand beside an act; None where nobody does it."""
    for name in (doing.phrase, doing.verb):
        if name in BY_AUTOMATION:
            return BY_AUTOMATION[name]
        if name in built.actions:
            return declared_actions()[name].parameters
    return None


def _nobody(phrase: str, place: Place) -> Problem:
    return Problem(place, _("Nothing carries out “%(phrase)s” yet.") % {"phrase": phrase})


def _stopped(playbook: Playbook) -> Iterator[tuple[str, Place]]:
    for process in playbook.processes.values():
        for stage in process.stages.values():
            yield from ((what, stage.place) for what in stage.stops)


def _rules(playbook: Playbook) -> Iterator[tuple[str, Place]]:
    book = rules_of(playbook)
    yield from ((f"approvals: {one.name}", one.place) for one in book.approvals.values())
    yield from ((f"screening: {one.name}", one.place) for one in book.screening)
    for process in playbook.processes.values():
        if process.follow_also:
            yield "follow also", process.place


def _letters(playbook: Playbook) -> Iterator[tuple[str, Place]]:
    """Answers go to the owner, whoever else is named."""
    for letter in playbook.letters.values():
        if letter.options.get("reply to", "owner") != "owner":
            yield "reply to", letter.place


def _planned(playbook: Playbook) -> Iterator[Problem]:
    """`sooner than` is about a moment; what is done at once has none."""
    for guard in guards_of(playbook):
        for name in guard.actions if guard.sooner_than else ():
            action = declared_actions().get(name)
            if action is not None and action.parameters.isdisjoint(PLANNED_BY):
                message = _("“%(action)s” is done at once: “sooner than” says nothing about it.")
                yield Problem(guard.place, message % {"action": name})


def _untold(playbook: Playbook, built: Vocabulary) -> Iterator[Problem]:
    """Whether something of a process is open is told where a room declares it, and nowhere else."""
    names = {normalised(f"{name} is open") for name in playbook.processes}
    names -= {*built.fields, *playbook.fields}
    for asked in conditions(playbook):
        for name in sorted(names & asked.condition.fields):
            message = _("Nothing tells yet whether “%(name)s”: the condition would never hold.")
            yield Problem(asked.place, message % {"name": name})


def _derived(playbook: Playbook) -> Iterator[tuple[str, Place]]:
    for spec in playbook.fields.values():
        if spec.derived is not None:
            yield f"{spec.field.label}: {spec.derived.kind} {spec.derived.of}".rstrip(), spec.place

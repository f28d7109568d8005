"""Lines in their lists: what is never chosen, and what asks for a change that is still to come."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from leadline.conditions.analyse import covers_all, impossible
from leadline.conditions.catalogue import normalised
from leadline.conditions.tree import Condition, Negation
from leadline.playbooks.definition import Doing, Line, Playbook, Stage
from leadline.playbooks.problems import Problem, did_you_mean
from leadline.playbooks.reader.context import UNREADABLE
from leadline.playbooks.reader.names import is_built_in
from leadline.playbooks.vocabulary import CHANGED_BY_VERB, Vocabulary
from leadline.playbooks.walk import all_doings, all_lines, all_stages, conditions, questions


def line_problems(playbook: Playbook, vocabulary: Vocabulary) -> Iterator[Problem]:
    for asked in conditions(playbook):
        if asked.condition is not UNREADABLE and impossible(asked.condition):
            message = _("“%(condition)s” can never be so") % {"condition": asked.condition.text}
            yield Problem(asked.place, message)
    for _process, stage in all_stages(playbook):
        yield from never_chosen(stage.next)
        for list_ in (stage.on_arrival, stage.while_here, stage.on_answer):
            yield from _asked_too_early(list_, vocabulary)
        yield from _unfilled_gates(stage, playbook, vocabulary)
    for process in playbook.processes.values():
        yield from _asked_too_early(process.everywhere, vocabulary)


def never_chosen(lines: Sequence[Line]) -> Iterator[Problem]:
    """Lines of a choice that stand behind one which always fits."""
    seen: dict[tuple[str, str, bool], list[Line]] = {}
    for line in lines:
        trigger = (line.on, line.at.text if line.at else "", bool(line.by))
        if line.by or line.once is not None or line.when is UNREADABLE:
            continue
        before = seen.setdefault(trigger, [])
        if any(one.when is None for one in before):
            message = _("this line is never read: the one on line %(line)s always fits")
            place = next(one.place for one in before if one.when is None)
            yield Problem(line.place, message % {"line": place.line}, _("“otherwise” stands last"))
        elif line.when is not None and before:
            known = [one.when for one in before if one.when is not None]
            if _within(line.when, known):
                message = _("this line is never chosen: those before it always fit when it does")
                yield Problem(line.place, message)
        before.append(line)


def _within(condition: Condition, before: Sequence[Condition]) -> bool:
    """Whether it is proven to hold only where one before it does."""
    opposite = Condition(Negation(condition.tree), condition.text)
    return covers_all([opposite, *before], unknown=True) is None


def _asked_too_early(lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Rule 6: the view does not change while a list is read."""
    changed: dict[tuple[str, str], dict[str, Doing]] = {}
    for line in lines:
        trigger = (line.on, line.at.text if line.at else "")
        so_far = changed.setdefault(trigger, {})
        asked = {n for one in (line.when, line.once) if one for n in one.fields}
        for name in sorted(asked & set(so_far)):
            facts = {"field": name, "action": so_far[name].phrase}
            message = _("this line asks for “%(field)s”, which “%(action)s” above changes later")
            hint = _("write “then go to” or “then send” below that action")
            yield Problem(line.place, message % facts, hint)
        for doing in line.does:
            so_far.update(dict.fromkeys(changed_by(doing, vocabulary), doing))


def changed_by(doing: Doing, vocabulary: Vocabulary) -> Iterable[str]:
    """The fields that an act changes, by name."""
    if doing.verb == "set":
        return (normalised(doing.object),)
    word = vocabulary.actions.get(doing.phrase)
    return word.changes if word else CHANGED_BY_VERB.get(doing.verb, ())


def _unfilled_gates(stage: Stage, playbook: Playbook, vocabulary: Vocabulary) -> Iterator[Problem]:
    filled = filled_fields(playbook, vocabulary)
    for gate in (*stage.before_entering, *stage.before_leaving):
        for name in sorted(gate.condition.fields):
            if name not in filled:
                field = playbook.catalogue.get(name)
                facts = {"field": field.label if field else name}
                message = _("this waits for “%(field)s”, which nothing fills") % facts
                hint = did_you_mean(name, filled - {name}) or _(
                    "ask for it, or say who supplies it"
                )
                yield Problem(gate.place, message, hint)


def filled_fields(playbook: Playbook, vocabulary: Vocabulary) -> set[str]:
    """Fields that are asked for, set, supplied, worked out, or kept by the product."""
    filled = {normalised(one.field) for one in questions(playbook)} | set(vocabulary.fields)
    for line in all_lines(playbook):
        filled |= {normalised(name) for name in line.sets}
    for doing in all_doings(playbook):
        filled |= {normalised(name) for name in doing.options.get("with", ())}
        filled |= set(changed_by(doing, vocabulary))
    for name, spec in playbook.fields.items():
        if spec.supplied_by or spec.derived or spec.field.means is not None:
            filled.add(name)
    own = {name for name in playbook.catalogue.names if name not in playbook.fields}
    return filled | own | {n for n in playbook.catalogue.names if is_built_in(n)}

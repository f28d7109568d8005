"""What a line does: a verb of the language or an action of a room, its object and its options."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from leadline.playbooks.definition import NOTHING, Doing, Moment, MomentKind, Place, WhenLate
from leadline.playbooks.problems import did_you_mean
from leadline.playbooks.reader.context import Context
from leadline.playbooks.reader.phrases import is_moment_key
from leadline.playbooks.reader.questions import questions, sets
from leadline.playbooks.reader.section import Section
from leadline.playbooks.vocabulary import STOPPABLE, VERBS

OF_A_MOVE = ("by", "ask", "with", "to", "once per")  # beside a `go to` these belong to the move


def verbs(context: Context) -> frozenset[str]:
    """Every key that is an act: the language's verbs and the first words of actions."""
    return frozenset(VERBS) | {name.split()[0] for name in context.vocabulary.actions}


def option_keys() -> frozenset[str]:
    return frozenset((*_READERS, "by", "to", "once per"))


def doings(section: Section, taken: tuple[str, ...] = ()) -> tuple[Doing, ...]:
    """The acts of one table; `taken` are option keys that belong to something else there."""
    known = verbs(section.context)
    acts = [key for key in section.keys if key in known and key not in option_keys()]
    if len(acts) == 1:
        return (_doing(section, acts[0], taken),)
    loose = [key for key in option_keys() if key in section and key not in taken]
    if loose and acts:
        message = _("“%(key)s” could belong to any of several actions here") % {"key": loose[0]}
        section.wrong(loose[0], message)
    return tuple(_doing(section, act, tuple(option_keys())) for act in acts)


def _doing(section: Section, verb: str, taken: tuple[str, ...]) -> Doing:
    phrase, place = section.text(verb), section.place_of(verb)
    object = _object(section.context, verb, phrase, place)
    options = {**_who(section, verb), **_options(section, verb, object, taken)}
    once_per = "" if "once per" in taken else section.text("once per")
    late = section.one_of("when late", WhenLate)  # of every act of the line
    when_late = WhenLate(late) if late else None
    return Doing(verb, object, place, options or NOTHING, once_per, when_late=when_late)


def _who(section: Section, verb: str) -> Mapping[str, Any]:
    """`tell: owner` and `assign: pool LDR` name somebody; that is their option "who"."""
    if VERBS.get(verb) != "who":
        return NOTHING
    who = section.who(verb)
    return {"who": who} if who else NOTHING


def _options(section: Section, verb: str, object: str, taken: tuple[str, ...]) -> Mapping[str, Any]:
    found = {key: read(section) for key, read in _READERS.items() if key not in taken}
    if "to" not in taken:
        found["to"] = section.text("to") or "yes" if verb == "set" else section.who("to")
    if "by" not in taken and "by" in section:
        by = section.text("by")
        if by in section.context.names.of("holiday"):
            found["deadline"] = Moment(MomentKind.HOLIDAY, by, text=by)
        elif _is_moment(section.context, by):
            found["deadline"] = section.context.moment(by, section.place_of("by"))
        else:
            found["by"] = section.who("by")
    if found.get("at stage"):
        _check_stage(section, object, found["at stage"])
    return {key: value for key, value in found.items() if value}


_READERS: Mapping[str, Callable[[Section], Any]] = {
    "agenda": lambda section: section.texts("agenda"),
    "enclose": lambda section: section.texts("enclose"),
    "within": lambda section: section.duration("within"),
    "at stage": lambda section: section.text("at stage"),
    "subject": lambda section: section.text("subject"),
    "not to": lambda section: section.who("not to"),
    "asked for by": lambda section: section.who("asked for by"),
    "ask": lambda section: questions(section, "ask"),
    "with": lambda section: sets(section, "with"),
}


def _is_moment(context: Context, text: str) -> bool:
    """Whether `by:` means a window's end, a moment or a date field, and not a person."""
    asked = context.catalogue.get(text)
    dated = asked is not None and asked.kind in ("day", "time")
    return dated or is_moment_key(text)


def _object(context: Context, verb: str, phrase: str, place: Place) -> str:
    """The object if it is known for this verb; a problem otherwise, and the phrase as written."""
    if not phrase or f"{verb} {phrase}" in context.vocabulary.actions:
        return phrase
    match VERBS.get(verb, "action"):
        case "letter" | "talk" as what:
            return context.named(what, phrase, place)
        case "sequence":
            return phrase if phrase in STOPPABLE else context.named("sequence", phrase, place)
        case "process":
            _check_opened(context, phrase, place)
        case "field":
            _check_field(context, phrase, place)
        case "action":
            _check_action(context, verb, phrase, place)
        case _:
            pass  # free text, or somebody (checked as such)
    return phrase


def _check_opened(context: Context, phrase: str, place: Place) -> None:
    known = set(context.names.of("process"))
    if phrase in known:
        return
    opens = [a.removeprefix("open ") for a in context.vocabulary.actions if a.startswith("open ")]
    message = _("“%(name)s” is no process and nothing that can be opened") % {"name": phrase}
    context.problem(place, message, did_you_mean(phrase, [*known, *opens]))


def _check_field(context: Context, phrase: str, place: Place) -> None:
    if context.catalogue.get(phrase) is None:
        near = did_you_mean(phrase, (one.label for one in context.catalogue.fields))
        context.problem(place, _("no field is called “%(name)s”") % {"name": phrase}, near)


def _check_action(context: Context, verb: str, phrase: str, place: Place) -> None:
    actions = context.vocabulary.actions
    message = _("no action is called “%(name)s”") % {"name": f"{verb} {phrase}"}
    context.problem(place, message, did_you_mean(f"{verb} {phrase}", actions))


def _check_stage(section: Section, opened: str, stage: str) -> None:
    names = section.context.names
    stages = names.stages.get(opened)
    if stages is None:
        stages = [name for known in names.stages.values() for name in known]
    if stage not in stages:
        message = _("there is no stage “%(name)s”") % {"name": stage}
        section.wrong("at stage", message, stages, stage)

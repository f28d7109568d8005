"""Each event is declared once, in an events module, with all that timeline and erasure need."""

import ast
import re
from typing import Any

from leadline.conditions.declared import declared_fields
from leadline.conditions.tree import DATED_KINDS
from leadline.config.translations import entries
from leadline.core.actions import Action, declared_actions
from leadline.core.events import EventType
from tests.architecture.source import faults, hold, imported, listed, modules, product, tree

# Names of fields that hold a person or a person's own words.
PERSONAL = listed("personal-fields")
# Past participles that do not end in -ed.
IRREGULAR = listed("past-participles")
# Names that the playbook language itself gives to events.
GIVEN = {"first interaction", "real conversation", "screening hit", "task overdue"}


def bad_name(event: EventType) -> list[str]:
    words = event.name.split()
    found = []
    if not re.fullmatch(r"[a-z0-9]+(?:[ -][a-z0-9]+)*", event.name):
        found.append("is not a lower-case phrase")
    is_past = any(word.endswith("ed") or word in IRREGULAR for word in words)
    if not is_past and event.name not in GIVEN:
        found.append("says nothing in the past tense")
    return found


def bad_sentence(event: EventType) -> list[str]:
    shown = set(re.findall(r"\{(\w+)", event.sentence))
    found = []
    if not re.match(r"[“‘]?[A-Z{]", event.sentence):
        found.append("has no sentence that begins with a capital or a value")
    if not shown <= event.fields:
        found.append(f"shows what it does not carry: {sorted(shown - event.fields)}")
    return found


def unerased(event: EventType) -> list[str]:
    personal = {name for name in event.fields if PERSONAL & {name, name.rpartition("_")[2]}}
    found = [f"keeps {name} after an erasure" for name in sorted(personal - event.erases)]
    if not event.erases <= event.fields:
        found.append(f"erases what it does not carry: {sorted(event.erases - event.fields)}")
    return found


def declared() -> list[tuple[str, EventType]]:
    """Each event of the house, with the module that declares it."""
    return [
        (module.__name__, value)
        for module in imported("events")
        for value in vars(module).values()
        if isinstance(value, EventType)
    ]


def declares_event(source: str) -> list[str]:
    return [
        f"line {node.lineno}: declares events outside events.py"
        for node in ast.walk(tree(source))
        if isinstance(node, ast.ImportFrom)
        and node.module == "leadline.core.events"
        and "event" in {name.name for name in node.names}
    ]


def test_every_event_is_well_declared() -> None:
    found = declared()
    assert found, "no event was found at all"
    hold(
        [
            f"{module}: {event.name!r} {fault}"
            for module, event in found
            for fault in [*bad_name(event), *bad_sentence(event), *unerased(event)]
        ]
    )


def test_every_event_is_told_in_chinese() -> None:
    chinese = {entry.key for entry in entries() if entry.chinese}
    hold(
        [
            f"{module}: {event.name!r} has no Chinese sentence"
            for module, event in declared()
            if ("", event.sentence) not in chinese
        ]
    )


def test_what_moves_a_date_says_what_it_had_been() -> None:
    """Or what is read late would be read on dates of another day (decide.md, promise 1)."""
    hold([fault for action in declared_actions().values() for fault in forgets(action)])


def forgets(action: Action[Any, Any, Any]) -> list[str]:
    fields = {name: known for name in action.changes if (known := declared_fields().get(name))}
    dated = sorted(name for name, one in fields.items() if one.field.kind in DATED_KINDS)
    if not dated or any("was" in event.fields for event in action.events):
        return []
    return [f"{action.name!r} changes {dated}, and none of its events says `was`"]


def test_no_two_events_have_one_name() -> None:
    names = [event.name for _, event in {id(event): (m, event) for m, event in declared()}.values()]
    assert sorted(names) == sorted(set(names))


def test_events_stand_in_events() -> None:
    own = modules("events")
    hold(faults([path for path in product() if path not in own], declares_event))


def told(name: str, sentence: str = "Done", fields: str = "", erases: str = "") -> EventType:
    return EventType(name, sentence, frozenset(fields.split()), frozenset(erases.split()))


def test_a_bad_declaration_is_found() -> None:
    assert bad_name(told("open lead")) == ["says nothing in the past tense"]
    assert bad_name(told("Lead opened")) == ["is not a lower-case phrase"]
    assert (
        bad_name(told("lead opened"))
        == bad_name(told("letter sent"))
        == bad_name(told("placed"))
        == []
    )
    assert len(bad_sentence(told("lead opened", ""))) == 1
    moved = told("trial moved", fields="until")
    assert len(forgets(Action("move trial", "", frozenset({"trial ends"}), (moved,), print))) == 1
    said = told("trial moved", fields="was")
    assert forgets(Action("move trial", "", frozenset({"trial ends"}), (moved, said), print)) == []
    assert len(bad_sentence(told("lead opened", "From {source}"))) == 1
    assert len(bad_sentence(told("lead opened", "from a form"))) == 1
    assert bad_sentence(told("lead opened", "From {source}", "source")) == []
    assert bad_sentence(told("letter held", "“{title}” waits", "title")) == []
    assert unerased(told("x", fields="from_email")) == ["keeps from_email after an erasure"]
    assert unerased(told("x", fields="email team", erases="email")) == []
    assert unerased(told("x", erases="email")) == ["erases what it does not carry: ['email']"]
    assert len(declares_event("from leadline.core.events import EventType, event")) == 1
    assert declares_event("from leadline.core.events import EventType") == []

"""scenarios/*.yaml: given, when and then in the playbook's own words, read but not yet run."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from leadline.playbooks.definition import Place, Scenario
from leadline.playbooks.problems import did_you_mean
from leadline.playbooks.reader.context import Context
from leadline.playbooks.reader.section import Section
from leadline.playbooks.reader.settings import plain
from leadline.playbooks.reader.yaml import Table, Text

WHEN = ("event", "answer", "set", "wait", "until", "go to", "by", "with", "do", "undo", "at",
        "because", "of")  # fmt: skip
THEN = ("stage", "still at", "opened", "sent", "task", "told", "owner", "clock missed",
        "clock warned", "wish", "missing", "no", "times", "to", "recorded", "started", "stopped",
        "refused", "offered", "done", "with", "by", "stuck", "cycle", "status")  # fmt: skip
_NAMED = {"event": "event", "sent": "letter", "started": "sequence", "recorded": "event",
          "stage": "stage", "still at": "stage", "go to": "stage", "wish": "stage"}  # fmt: skip
_GIVEN = ("stage", "at", "owner", "times", "process")


def scenario(table: Table, context: Context) -> Scenario:
    """The scenario one document writes; its steps are plain text, lists and tables in order."""
    section = Section(table, context)
    name = section.required("scenario")
    process = section.name("process", "process")
    context.names.process = process
    section.required("process")
    steps: list[tuple[Place, str, Any]] = []
    given = section.table_of("given")
    if given is not None:
        _check_given(given, context)
        steps.append((section.place_of("given"), "given", plain(given)))
    for step in section.sections("steps"):
        steps.extend(_step(step))
    section.texts("covers")
    section.finish()
    if not steps:
        context.problem(section.place, _("a scenario has steps"))
    return Scenario(name, section.place, process, tuple(steps))


def _step(step: Section) -> Iterator[tuple[Place, str, Any]]:
    when = step.table_of("when")
    if when is not None:
        _check_keys(when, WHEN, step.context)
        yield step.place_of("when"), "when", plain(when)
    for node in step.items("then"):
        if isinstance(node, Table):
            _check_keys(node, THEN, step.context)
            yield node.entries[0][0].place if node.entries else node.place, "then", plain(node)
        else:
            step.context.problem(node.place, _("here “key: value” lines are expected"))
    step.finish()


def _check_given(table: Table, context: Context) -> None:
    for key, value in table.entries:
        if key.value == "stage" and isinstance(value, Text):
            context.named("stage", value.value, value.place)
        elif key.value not in _GIVEN:
            _check_field(key, context)


def _check_keys(table: Table, allowed: tuple[str, ...], context: Context) -> None:
    for key, value in table.entries:
        if key.value not in allowed:
            message = _("“%(key)s” is not known here") % {"key": key.value}
            context.problem(key.place, message, did_you_mean(key.value, allowed))
        elif key.value in ("answer", "set") and isinstance(value, Table):
            for name, _value in value.entries:
                _check_field(name, context)
        elif key.value in _NAMED and isinstance(value, Text):
            context.named(_NAMED[key.value], value.value, value.place)


def _check_field(key: Text, context: Context) -> None:
    if context.catalogue.get(key.value) is None:
        near = did_you_mean(key.value, (one.label for one in context.catalogue.fields))
        message = _("no field is called “%(name)s”") % {"name": key.value}
        context.problem(key.place, message, near)

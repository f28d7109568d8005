"""cadences.yaml: sequences that run beside the stages until they end or are stopped."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from leadline.conditions.grammar import Condition
from leadline.core.durations import Duration, Unit
from leadline.playbooks.definition import Line, Sequence, Step
from leadline.playbooks.reader.context import Context
from leadline.playbooks.reader.lines import identified, line_of
from leadline.playbooks.reader.section import Section
from leadline.playbooks.reader.yaml import Items, Node, Table, Text


def sequence(table: Table, context: Context) -> Sequence:
    """The sequence that one document of cadences.yaml writes."""
    section = Section(table, context)
    name = section.required("sequence")
    around = section.text("around")
    if around:
        context.date_field(around, section.place_of("around"))
    read = Sequence(
        name=name,
        place=section.place,
        steps=_numbered(tuple(_steps(section, name)), name),
        around=around,
        every=tuple(_every(section)),
        only_while=section.condition("only while"),
        stops_on=section.names("stops on", "event"),
        pause_while=section.condition("pause while"),
        already_past_now=section.one_of("already past", ("skipped", "now")) == "now",
        says=section.text("says"),
    )
    section.finish()
    if not read.steps:
        context.problem(section.place, _("a sequence has at least one step"))
    return read


def _steps(section: Section, name: str) -> Iterator[Step]:
    """`- 3 days: {send: reminder}`; a step whose length begins with `-` lies before the day."""
    for node in section.items("steps"):
        if isinstance(node, Table) and len(node.entries) == 1:
            yield from _step(*node.entries[0], section.context, name)
        else:
            message = _("a step is written “3 days:” with what happens below it")
            section.context.problem(node.place, message)


def _step(key: Text, below: Node, context: Context, name: str) -> Iterator[Step]:
    offset = context.duration(key.value, key.place, signed=True) or Duration(0, Unit.DAY)
    before = offset.amount < 0
    for one in below.items if isinstance(below, Items) else (below,):
        if isinstance(one, Table):
            line = line_of(one, context, f"sequence {name}")
            yield Step(key.place, -offset if before else offset, before, line)
        else:
            context.problem(one.place, _("here a line is expected: “key: value”"))


def _numbered(steps: tuple[Step, ...], name: str) -> tuple[Step, ...]:
    """Identity among equals is worked out over the whole sequence."""
    lines: tuple[Line, ...] = identified([step.line for step in steps], f"sequence {name}")
    pairs = zip(steps, lines, strict=True)
    return tuple(Step(step.place, step.offset, step.before, line) for step, line in pairs)


def _every(section: Section) -> Iterator[tuple[Condition | None, Duration]]:
    """`every: 1 week`, or a decision list of `each` and `when`."""
    node = section.take("every")
    if isinstance(node, Text):
        length = section.duration("every")
        if length:
            yield None, length
        return
    for one in section.sections("every"):
        if "each" not in one:
            one.context.problem(one.place, _("“%(key)s” is missing here") % {"key": "each"})
        length = one.duration("each")
        condition = one.condition("when")
        one.finish()
        if length:
            yield condition, length

"""screening, score, routes, approvals and agreement: read into the rulebook."""

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import Kind
from leadline.playbooks.definition import Who
from leadline.playbooks.reader.context import Context
from leadline.playbooks.reader.names import Files
from leadline.playbooks.reader.section import Section, read_all
from leadline.playbooks.reader.yaml import Table
from leadline.playbooks.rulebook import (
    Agreement,
    Approval,
    Choice,
    Points,
    Route,
    Rulebook,
    Score,
    Screening,
)

COMPARED = ("e-mail", "domain", "person", "company", "phone", "notes")


def rulebook(files: Files, context: Context) -> Rulebook:
    """All rule files that are there."""
    scores = read_all(_tables("score.yaml", files, context), _score)
    agreements = read_all(_tables("agreement.yaml", files, context), _agreement)
    return Rulebook(
        routes=_routes(files, context),
        approvals=_approvals(files, context),
        screening=_screening(files, context),
        score=scores[0] if scores else None,
        agreement=agreements[0] if agreements else None,
    )


def _tables(file: str, files: Files, context: Context) -> list[Section]:
    return [Section(table, context) for table in files.get(file, ())]


def _routes(files: Files, context: Context) -> dict[str, Route]:
    """`route name:` and below it its lines, the first that fits decides."""
    found = {}
    for section in _tables("routes.yaml", files, context):
        for name in section.keys:
            lines = read_all(section.sections(name), _route_line)
            found[name] = Route(name, section.place_of(name), lines)
    return found


def _route_line(section: Section) -> Choice:
    section.required("to")
    who = section.who("to")
    return Choice(section.place, section.condition("when"), (who,) if who else ())


def _approvals(files: Files, context: Context) -> dict[str, Approval]:
    found = {}
    for table in files.get("approvals.yaml", ()):
        for name, node in table.entries:
            if isinstance(node, Table):
                section = Section(node, context)
                section.place = name.place
                found[name.value] = _approval(name.value, section)
                section.finish()
            else:
                message = _("below “%(name)s” stand of, asked by and approved by")
                context.problem(name.place, message % {"name": name.value})
    return found


def _approval(name: str, section: Section) -> Approval:
    of = section.required("of")
    kinds = section.context.vocabulary.kinds
    if of and of not in kinds:
        message = _("no kind of record is called “%(kind)s”") % {"kind": of}
        section.wrong("of", message, kinds, of)
    return Approval(
        name=name,
        place=section.place,
        of=of,
        needed_when=section.condition("needed when"),
        asked_by=section.whos("asked by"),
        lines=read_all(section.sections("approved by"), _approvers),
        say=section.text("say"),
    )


def _approvers(section: Section) -> Choice:
    whos: tuple[Who, ...] = section.whos("by")
    if not whos:
        section.context.problem(section.place, _("an approval line says by whom"))
    return Choice(section.place, section.condition("when"), whos)


def _screening(files: Files, context: Context) -> tuple[Screening, ...]:
    found = []
    for section in _tables("screening.yaml", files, context):
        for name in section.keys:
            node = section.take(name)
            if not isinstance(node, Table):
                section.wrong(name, _("below a list stands what it compares"))
                continue
            one = Section(node, context)
            one.place = section.place_of(name)
            found.append(_screen(name, one))
            one.finish()
    return tuple(found)


def _screen(name: str, section: Section) -> Screening:
    compares = section.texts("compares")
    for node in section.text_nodes("compares"):
        if node.value not in COMPARED:
            message = _("“%(part)s” cannot be compared") % {"part": node.value}
            section.wrong("compares", message, COMPARED, node.value)
    return Screening(name, section.place, compares, section.who("tell"), section.yes("hold"))


def _score(section: Section) -> Score:
    bands = section.table_of("bands")
    found = {}
    if bands is not None:
        below = Section(bands, section.context)
        found = {name: _number(below, name) for name in below.keys}
    return Score(
        place=section.place,
        fit=read_all(section.sections("fit"), _points),
        engagement=read_all(section.sections("engagement"), _points),
        bands=found,
        review_every=section.duration("review every"),
    )


def _points(section: Section) -> Points:
    section.required("points")
    read = Points(
        section.place,
        _number(section, "points"),
        section.condition("when"),
        section.name("on", "event"),
        section.duration("half-life"),
    )
    if read.when is None and not read.on:
        section.context.problem(
            section.place, _("points are given when something is so, or on an event")
        )
    return read


def _number(section: Section, key: str) -> int:
    text = section.text(key)
    if text.removeprefix("-").isdecimal():
        return int(text)
    if text:
        section.wrong(key, _("“%(key)s” is a whole number") % {"key": key})
    return 0


def _agreement(section: Section) -> Agreement:
    definition = section.text("sales-ready")
    if definition:
        asked = section.context.catalogue.get(definition)
        if asked is None or asked.kind is not Kind.YES_NO:
            message = _("“%(name)s” is no yes-or-no field of fields.yaml") % {"name": definition}
            section.wrong("sales-ready", message)
    return Agreement(
        place=section.place,
        definition=definition,
        definition_signed_by=section.names("definition signed by", "role"),
        promises=section.texts("promises"),
        signed_by=section.names("signed by", "role"),
    )

"""A process: whose lifecycle it is, how it begins, what holds everywhere, its stages and ends."""

from django.utils.translation import gettext as _

from leadline.playbooks.definition import Begin, Guard, Process, Who
from leadline.playbooks.problems import did_you_mean
from leadline.playbooks.reader.context import Context
from leadline.playbooks.reader.lines import lines
from leadline.playbooks.reader.section import Section, read_all
from leadline.playbooks.reader.stages import clocks, offers, stages
from leadline.playbooks.reader.yaml import Table


def process(table: Table, context: Context) -> Process:
    """The process that a document with `process:` writes."""
    section = Section(table, context)
    name = section.required("process")
    context.names.process = name
    owner = section.who("owner")
    read = Process(
        name=name,
        place=section.place,
        follows=_follows(section),
        stages=stages(section, owner),
        begins=read_all(section.sections("begins"), _begin),
        owner=owner,
        clocks=clocks(section, "everywhere"),
        everywhere=lines(section, "everywhere", "everywhere"),
        may=offers(section, "may"),
        suggest=offers(section, "suggest"),
        guards=guards(section),
        follow_also=_follow_also(section),
        never_again=section.text("never again"),
        needs=section.text("needs"),
        statuses=section.one_of("statuses", ("stages",)),
    )
    section.finish()
    if not read.stages:
        context.problem(section.place, _("the process “%(name)s” has no stages") % {"name": name})
    return read


def _follows(section: Section) -> str:
    kind = section.required("follows")
    kinds = section.context.vocabulary.kinds
    if kind and kind not in kinds:
        message = _("no kind of record is called “%(kind)s”") % {"kind": kind}
        section.wrong("follows", message, kinds, kind)
    return kind


def _follow_also(section: Section) -> tuple[str, ...]:
    """Kinds, or collections of them: `entitlement`, `tickets of company`."""
    vocabulary = section.context.vocabulary
    for node in section.text_nodes("follow also"):
        if node.value not in vocabulary.kinds and vocabulary.collection(node.value) is None:
            known = [*vocabulary.kinds, *(kind.plural for kind in vocabulary.kinds.values())]
            message = _("“%(path)s” is no kind of record") % {"path": node.value}
            section.context.problem(node.place, message, did_you_mean(node.value, known))
    return section.texts("follow also")


def _begin(section: Section) -> Begin:
    at = section.text("at")
    moment = section.context.moment(at, section.place_of("at")) if at else None
    begin = Begin(
        place=section.place,
        on=section.name("on", "event"),
        at=moment,
        by=section.whos("by"),
        opened_by=section.name("opened by", "process"),
        when=section.condition("when"),
        once_per=section.text("once per"),
        stage=section.name("at stage", "stage"),
    )
    if not (begin.on or begin.at or begin.by or begin.opened_by):
        section.context.problem(section.place, _("a beginning says on, at, by or opened by"))
    return begin


def guards(section: Section) -> tuple[Guard, ...]:
    return read_all(section.sections("guards"), guard)


def guard(section: Section) -> Guard:
    """One prohibition, of a process or of guards.yaml."""
    actions = section.texts("action")
    for node in section.text_nodes("action"):
        _check_action(node.value, section)
    read = Guard(
        actions=actions,
        place=section.place,
        never_while=section.condition("never while"),
        only_when=section.condition("only when"),
        only_by=section.whos("only by"),
        sooner_than=section.duration("sooner than"),
        say=section.text("say"),
        override_by=_override(section),
        firm=section.text("override") == "nobody",
    )
    if not actions:
        section.context.problem(section.place, _("a guard names its action"))
    if not (read.never_while or read.only_when or read.only_by or read.sooner_than):
        message = _("a guard says never while, only when, only by or sooner than")
        section.context.problem(section.place, message)
    return read


def _check_action(action: str, section: Section) -> None:
    known = section.context.vocabulary.actions
    if action not in known:
        message = _("no action is called “%(name)s”") % {"name": action}
        section.wrong("action", message, known, action)


def _override(section: Section) -> Who | None:
    """`by WHO, with reason`, the reason is always asked for; or `nobody`."""
    text = section.text("override")
    if text in ("", "nobody"):
        return None
    who = text.removeprefix("by ").removesuffix("with reason").rstrip(" ,")
    if not text.startswith("by ") or not who:
        section.wrong("override", _("an override is written “by WHO, with reason”, or “nobody”"))
        return None
    return section.context.who(who, section.place_of("override"))

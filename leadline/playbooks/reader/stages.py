"""Stages and ends: why, who, what now, what if nothing, where next."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from leadline.core.durations import Duration, Unit
from leadline.playbooks.definition import Clock, Gate, Offer, Stage, Who, Work
from leadline.playbooks.reader.doings import doings
from leadline.playbooks.reader.lines import lines
from leadline.playbooks.reader.questions import questions
from leadline.playbooks.reader.section import Section, read_mapping


def stages(section: Section, owner: Who | None) -> Mapping[str, Stage]:
    """Stages and ends of a process in the order of the text."""
    own = read_mapping(section.named_sections("stages"), lambda name, s: _stage(name, s, owner))
    ends = read_mapping(section.named_sections("ends"), _end)
    for name in set(own) & set(ends):
        message = _("“%(name)s” is a stage and an end") % {"name": name}
        section.context.problem(ends[name].place, message)
    return {**own, **ends}


def _stage(name: str, section: Section, owner: Who | None) -> Stage:
    return Stage(
        name=name,
        place=section.place,
        was=section.texts("was"),
        goal=section.text("goal"),
        phase=section.text("phase"),
        covers=section.texts("covers"),
        counts_as=section.text("counts as"),
        owner=section.who("owner") or owner,
        ask=questions(section, "ask"),
        before_entering=_gates(section, "before entering"),
        before_leaving=_gates(section, "before leaving"),
        work=_works(section),
        may=offers(section, "may"),
        suggest=offers(section, "suggest"),
        on_arrival=lines(section, "on arrival", f"{name}/on arrival"),
        while_here=lines(section, "while here", f"{name}/while here"),
        on_answer=lines(section, "on answer", f"{name}/on answer"),
        clocks=clocks(section, name),
        next=lines(section, "next", f"{name}/next"),
    )


def _end(name: str, section: Section) -> Stage:
    reopens = section.text("reopens")
    if reopens:
        prefix = "as a new cycle at "
        if reopens.startswith(prefix):
            reopens = reopens.removeprefix(prefix)
            section.context.named("stage", reopens, section.place_of("reopens"))
        else:
            section.wrong("reopens", _("an end reopens “as a new cycle at STAGE”"))
    return Stage(
        name=name,
        place=section.place,
        was=section.texts("was"),
        goal=section.text("goal"),
        phase=section.text("phase"),
        covers=section.texts("covers"),
        counts_as=section.text("counts as"),
        ask=questions(section, "ask"),
        before_entering=_gates(section, "before entering"),
        on_arrival=lines(section, "on arrival", f"{name}/on arrival"),
        outcome=section.required("outcome"),
        stops=section.texts("stop"),
        reopens_at=reopens,
        records=section.name("records", "event"),
    )


def _gates(section: Section, key: str) -> tuple[Gate, ...]:
    return tuple(Gate(section.context.condition(node), node.place) for node in section.items(key))


def offers(section: Section, key: str) -> tuple[Offer, ...]:
    """`may:` and `suggest:`: what may be done, never in the way."""
    found = []
    for one in section.sections(key):
        acts = doings(one)
        when = one.condition("when")
        if len(acts) == 1:
            options = acts[0].options
            found.append(Offer(acts[0], when, options.get("by"), options.get("asked for by")))
        else:
            one.context.problem(one.place, _("an offer is one action"))
        one.finish()
    return tuple(found)


def _works(section: Section) -> tuple[Work, ...]:
    pieces = section.named_sections("work")
    names = [name.value for name, _section in pieces]
    found = []
    for name, piece in pieces:
        found.append(_work(name.value, piece, names))
        piece.finish()
    return tuple(found)


def _work(name: str, section: Section, names: list[str]) -> Work:
    after = section.texts("after")
    for other in after:
        if other not in names or other == name:
            message = _("there is no other work “%(name)s” in this stage") % {"name": other}
            section.wrong("after", message, names, other)
    return Work(
        name=name,
        place=section.place,
        goal=section.text("goal"),
        by=section.who("by"),
        started_by=section.who("started by"),
        with_help_of=section.whos("with help of"),
        after=after,
        needed_when=section.condition("needed when"),
        within=section.duration("within"),
        agenda=section.texts("agenda"),
        ask=questions(section, "ask"),
        done_when=section.condition("is done when"),
        undone_by=section.names("undone by", "event"),
        keeps_open=section.yes("keeps open"),
        covers=section.texts("covers"),
        does=doings(section, ("by", "ask", "once per", "agenda", "within")),
    )


def clocks(section: Section, where: str) -> tuple[Clock, ...]:
    """The promises of a stage, or of the process (`where` is "everywhere")."""
    found = []
    for name, clock in section.named_sections("clocks"):
        found.append(_clock(name.value, clock, f"{where}/clock {name.value}"))
        clock.finish()
    return tuple(found)


def _clock(name: str, section: Section, where: str) -> Clock:
    if "within" not in section:
        section.context.problem(section.place, _("“%(key)s” is missing here") % {"key": "within"})
    return Clock(
        name=name,
        place=section.place,
        start=_start(section),
        until=section.names("until", "event"),
        within=section.duration("within") or Duration(1, Unit.DAY),
        at_least=_attempts(section),
        of=section.who("of"),
        paused_while=section.condition("paused while"),
        starts_anew=section.one_of("when reassigned", ("goes on", "starts anew")) == "starts anew",
        warn=_warn(section),
        promise=section.text("promise"),
        missed=lines(section, "missed", f"{where}/missed"),
        covers=section.texts("covers"),
    )


def _start(section: Section) -> str:
    """`from:` an event or a date field."""
    start = section.text("from")
    asked = section.context.catalogue.get(start) if start else None
    if start and not (asked is not None and asked.kind in ("day", "time")):
        section.context.named("event", start, section.place_of("from"))
    return start


def _attempts(section: Section) -> int | None:
    text = section.text("at least")
    number = text.removesuffix(" attempts").removesuffix(" attempt")
    if text and not number.isdecimal():
        section.wrong("at least", _("a number of attempts is expected, such as: 6 attempts"))
        return None
    return int(number) if text else None


def _warn(section: Section) -> str:
    """`at 75 %`, or `1 working day before`."""
    text = section.text("warn")
    if text.endswith(" before"):
        section.context.duration(text.removesuffix(" before"), section.place_of("warn"))
    elif text:
        share = text.removeprefix("at ").removesuffix("%").strip()
        if not (text.startswith("at ") and share.isdecimal() and 0 < int(share) < 100):
            section.wrong("warn", _("a clock warns “at 75 %%” or “1 working day before”") % ())
    return text

"""The sentences of a stage: why, who, what now, what if nothing, where next."""

from collections.abc import Iterator

from leadline.core.durations import parse_duration
from leadline.playbooks.definition import Clock, Line, Offer, Question, Stage, Work
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.explain.words import listed

Keyed = Iterator[tuple[str, str]]


def stage_items(stage: Stage, speaker: Speaker) -> Keyed:
    """Key and sentence of everything a stage says."""
    yield from _head(stage, speaker)
    for gate in stage.before_entering:
        condition = speaker.condition(gate.condition)
        yield f"entering {condition}", speaker.say("entering", condition=condition)
    for question in stage.ask:
        yield f"ask {question.field}", _question(question, speaker)
    for gate in stage.before_leaving:
        condition = speaker.condition(gate.condition)
        yield f"leaving {condition}", speaker.say("leaving", condition=condition)
    for work in stage.work:
        yield f"work {work.name}", _work(work, speaker)
        for question in work.ask:
            yield f"work {work.name} asks {question.field}", _question(question, speaker)
    for key, offers in (("may", stage.may), ("suggest", stage.suggest)):
        for offer in offers:
            yield f"{key} {offer.doing.phrase}", _offer(key, offer, speaker)
    for clock in stage.clocks:
        yield from clock_items(clock, speaker)
    for lines, trigger in ((stage.on_arrival, "always"), (stage.while_here, "always"),
                           (stage.on_answer, "answer")):  # fmt: skip
        for line in lines:
            yield line.id.partition("/")[2], speaker.line(line, trigger)
    yield from _next(stage, speaker)


def _head(stage: Stage, speaker: Speaker) -> Keyed:
    facts = (
        ("goal", "goal", stage.goal),
        ("phase", "phase", stage.phase),
        ("counts_as", "status", stage.counts_as),
        ("outcome", "outcome", stage.outcome),
        ("reopens", "stage", stage.reopens_at),
        ("records_end", "event", stage.records),
    )
    for key, name, value in facts:
        if value:
            yield key, speaker.say(key, **{name: speaker.word(value)})
    if stage.owner and not stage.is_end:
        yield "owner", speaker.say("owner", who=speaker.who(stage.owner))
    if stage.stops:
        yield "stops", speaker.say("stops", what=speaker.words(stage.stops))


def _next(stage: Stage, speaker: Speaker) -> Keyed:
    """A choice: the first line that fits wins, and one without a condition is the otherwise."""
    for number, line in enumerate(stage.next):
        text = speaker.line(line, "complete")
        if number and _is_otherwise(line):
            trigger = speaker.trigger(line, "complete")
            acts = speaker.acts(line)
            condition = speaker.say("otherwise")
            text = speaker.say("line", trigger=trigger, condition=condition, acts=acts)
        yield line.id.partition("/")[2], text


def _is_otherwise(line: Line) -> bool:
    return not (line.on or line.at or line.once or line.when or line.by)


def _question(question: Question, speaker: Speaker) -> str:
    choices = speaker.words(question.choices)
    return speaker.say(
        "ask",
        field=speaker.word(question.field),
        choices=speaker.say("choices", choices=choices) if choices else "",
        when=speaker.maybe("needed_if", question.needed_when),
        optional=speaker.say("optional") if question.optional else "",
        anew=speaker.say("each_visit") if question.each_visit else "",
    )


def _work(work: Work, speaker: Speaker) -> str:
    details = [
        speaker.say(
            "work_does", acts=listed([speaker.doing(d) for d in work.does], speaker.language)
        )
        if work.does
        else "",
        speaker.say("agenda", points=speaker.words(work.agenda)) if work.agenda else "",
        speaker.say("work_by", who=speaker.who(work.by)) if work.by else "",
        speaker.say("work_started", who=speaker.who(work.started_by)) if work.started_by else "",
        speaker.say("work_help", who=speaker.whos(work.with_help_of)) if work.with_help_of else "",
        speaker.say("work_after", work=speaker.words(work.after)) if work.after else "",
        speaker.maybe("needed_if", work.needed_when),
        speaker.say("within", duration=speaker.duration(work.within)) if work.within else "",
        speaker.maybe("work_done", work.done_when),
        speaker.say("work_undone", events=_events(work.undone_by, speaker))
        if work.undone_by
        else "",
        speaker.say("work_open") if work.keeps_open else "",
    ]
    return speaker.say("work", name=speaker.word(work.name), details="".join(details))


def _events(names: tuple[str, ...], speaker: Speaker) -> str:
    return listed([speaker.event(one) for one in names], speaker.language)


def _offer(key: str, offer: Offer, speaker: Speaker) -> str:
    return speaker.say(key, act=speaker.doing(offer.doing), when=speaker.maybe("if", offer.when))


def clock_items(clock: Clock, speaker: Speaker) -> Keyed:
    """A promise, and what happens when it is broken."""
    start = speaker.event(clock.start) if clock.start else speaker.say("arrival")
    yield (
        f"clock {clock.name}",
        speaker.say(
            "clock",
            name=speaker.word(clock.promise or clock.name),
            least=speaker.say("clock_least", count=str(clock.at_least)) if clock.at_least else "",
            duration=speaker.duration(clock.within),
            of=speaker.say("clock_of", who=speaker.who(clock.of)) if clock.of else "",
            start=start,
            until=listed([speaker.event(one) for one in clock.until], speaker.language),
            pause=speaker.maybe("clock_pause", clock.paused_while),
            anew=speaker.say("clock_anew") if clock.starts_anew else "",
            warn=speaker.say("clock_warn", when=_warns(clock.warn, speaker)) if clock.warn else "",
        ),
    )
    for line in clock.missed:
        after = (
            speaker.say("missed_after", duration=speaker.duration(line.after)) if line.after else ""
        )
        name = speaker.word(clock.name)
        acts = speaker.maybe("line_if", line.when).lstrip(", ，") + speaker.acts(line)
        end = "。" if speaker.language == "zh-hans" else "."
        yield (
            line.id.partition("/")[2],
            speaker.say("missed", name=name, after=after, line=acts) + end,
        )


def _warns(when: str, speaker: Speaker) -> str:
    """ "at 75 %" or "1 working day before"."""
    if speaker.language == "en":
        return when
    if when.endswith(" before"):
        return f"到期前 {speaker.duration(parse_duration(when.removesuffix(' before')))}"
    share = when.removeprefix("at ").removesuffix("%").strip()
    return f"用时达 {share}%"

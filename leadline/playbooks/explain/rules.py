"""The sentences of what stands beside the processes: sequences, guards, routes, fields, letters."""

from collections.abc import Iterator

from leadline.playbooks.definition import FieldSpec, Guard, Sequence, Talk
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.explain.words import listed
from leadline.playbooks.rulebook import Points, Rulebook
from leadline.playbooks.walk import guards_of, rules_of

Found = Iterator[tuple[str, str, str]]  # section, key, sentence


def rule_items(speaker: Speaker) -> Found:
    playbook = speaker.playbook
    for sequence in playbook.sequences.values():
        for key, sentence in _sequence(sequence, speaker):
            yield f"sequence:{sequence.name}", key, sentence
    guards = guards_of(playbook)
    for guard in guards:
        text = _guard(guard, speaker)
        yield "guards", f"guard {', '.join(guard.actions)} {_kind(guard)}", text
    yield from _rules(rules_of(playbook), speaker)
    for spec in playbook.fields.values():
        yield "fields", f"field {spec.field.name}", _field(spec, speaker)
    for letter in playbook.letters.values():
        for language, subject in letter.subjects.items():
            facts = {"name": letter.name, "language": language, "subject": subject}
            yield "letters", f"letter {letter.name} {language}", speaker.say("letter", **facts)
    for talk in playbook.talks.values():
        yield "talks", f"talk {talk.name}", _talk(talk, speaker)


def _talk(talk: Talk, speaker: Speaker) -> str:
    title = talk.titles.get(speaker.language) or next(iter(talk.titles.values()), talk.name)
    when = speaker.maybe("line_if", talk.when)
    if not talk.stages:
        return speaker.say("talk_anywhere", title=title, when=when)
    return speaker.say("talk", title=title, stages=speaker.words(talk.stages), when=when)


def _kind(guard: Guard) -> str:
    """What kind of guard it is: an action may have one of each, or several with other texts."""
    kinds = (("never while", guard.never_while), ("only when", guard.only_when),
             ("only by", guard.only_by), ("sooner than", guard.sooner_than))  # fmt: skip
    return "/".join(name for name, said in kinds if said) + (f" {guard.say}" if guard.say else "")


def _guard(guard: Guard, speaker: Speaker) -> str:
    rules = [
        speaker.maybe("never_while", guard.never_while),
        speaker.maybe("only_when", guard.only_when),
        speaker.say("only_by", who=speaker.whos(guard.only_by)) if guard.only_by else "",
        speaker.say("sooner", duration=speaker.duration(guard.sooner_than))
        if guard.sooner_than
        else "",
    ]
    return speaker.say(
        "guard",
        actions=speaker.words(guard.actions),
        rules=listed(rules, speaker.language),
        say=speaker.say("say", text=speaker.word(guard.say)) if guard.say else "",
        override=_override(guard, speaker),
    )


def _override(guard: Guard, speaker: Speaker) -> str:
    if guard.override_by is not None:
        return speaker.say("override", who=speaker.who(guard.override_by))
    return speaker.say("firm") if guard.firm else ""


def _sequence(sequence: Sequence, speaker: Speaker) -> Iterator[tuple[str, str]]:
    if sequence.around:
        yield "around", speaker.say("around", field=speaker.word(sequence.around))
    for step in sequence.steps:
        day = speaker.word(sequence.around) if sequence.around else speaker.say("arrival")
        key = "offset_before" if step.before else "offset_after"
        offset = speaker.say(key, duration=speaker.duration(step.offset), field=day)
        end = "。" if speaker.language == "zh-hans" else "."
        text = speaker.say("step", offset=offset, line=speaker.acts(step.line) + end)
        yield f"step {offset} {step.line.id}", text
    for when, length in sequence.every:
        offset = speaker.say(
            "every", duration=speaker.duration(length), field=speaker.say("arrival")
        )
        yield f"every {offset}", offset + speaker.maybe("if", when)
    for name, condition in (
        ("only_while", sequence.only_while),
        ("pause_while", sequence.pause_while),
    ):
        if condition:
            yield name, speaker.maybe(name, condition)
    if sequence.stops_on:
        yield "stops_on", speaker.say("stops_on", events=speaker.words(sequence.stops_on))
    if sequence.around:
        past = "past_now" if sequence.already_past_now else "past_skipped"
        yield "past", speaker.say(past)


def _rules(book: Rulebook, speaker: Speaker) -> Found:
    for route in book.routes.values():
        for number, line in enumerate(route.lines):
            yield (
                "routes",
                f"route {route.name} {number}",
                speaker.say(
                    "route_line",
                    name=speaker.word(route.name),
                    condition=speaker.maybe("line_if", line.when) or speaker.say("otherwise"),
                    who=speaker.whos(line.whos),
                ),
            )
    for approval in book.approvals.values():
        name = speaker.word(approval.name)
        if approval.needed_when:
            condition = speaker.condition(approval.needed_when)
            text = speaker.say("approval_needed", name=name, condition=condition)
            yield "approvals", f"approval {approval.name}", text
        for number, line in enumerate(approval.lines):
            yield (
                "approvals",
                f"approval {approval.name} {number}",
                speaker.say(
                    "approval_line",
                    name=name,
                    condition=speaker.maybe("line_if", line.when) or speaker.say("otherwise"),
                    who=speaker.whos(line.whos),
                ),
            )
    if book.score:
        for number, points in enumerate((*book.score.fit, *book.score.engagement)):
            yield "score", f"points {number}", _points(points, speaker)
        if book.score.review_every:
            every = speaker.duration(book.score.review_every)
            yield "score", "review", speaker.say("review", duration=every)


def _points(points: Points, speaker: Speaker) -> str:
    half = (
        speaker.say("half_life", duration=speaker.duration(points.half_life))
        if points.half_life
        else ""
    )
    how = speaker.say("points_on", event=speaker.event(points.on), half=half) if points.on else ""
    condition = how + speaker.maybe("if", points.when)
    return speaker.say("points", points=str(points.points), condition=condition)


def _field(spec: FieldSpec, speaker: Speaker) -> str:
    name = speaker.word(spec.field.label)
    if spec.field.means is not None:
        return speaker.say("means", field=name, condition=speaker.condition(spec.field.means))
    if spec.derived is not None:
        ranks = [f"{speaker.word(n)}: {speaker.condition(c)}" for n, c in spec.derived.ranks]
        parts = [spec.derived.kind, spec.derived.of, spec.derived.condition_text,
                 spec.derived.compare_text, *ranks]  # fmt: skip
        return speaker.say("derived", field=name, how=" · ".join(part for part in parts if part))
    kind = listed([speaker.word(c) for c in spec.field.choices], speaker.language) or spec.type
    return speaker.say("field", field=name, type=kind)

"""Speaks a whole playbook as sentences, each under its heading, in English or Chinese."""

from collections.abc import Iterator
from dataclasses import dataclass

from leadline.playbooks.covering import covered
from leadline.playbooks.definition import Begin, Line, Playbook, Process
from leadline.playbooks.explain.rules import rule_items
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.explain.stages import stage_items
from leadline.playbooks.explain.words import Language, listed
from leadline.playbooks.vocabulary import Vocabulary

Heading = tuple[str, list[str]]


@dataclass(frozen=True)
class Item:
    """One sentence; process and stage say where ("" none), key which one, never its position."""

    process: str
    stage: str
    key: str
    sentence: str


def explain(playbook: Playbook, vocabulary: Vocabulary, language: Language = "en") -> list[Heading]:
    """Headings with their sentences, in the order of the text."""
    speaker = Speaker(playbook, vocabulary, language)
    found: dict[str, list[str]] = {}
    for item in items(speaker):
        found.setdefault(_heading(item, speaker), []).append(item.sentence)
    for node, parts in covered(playbook).items():
        what = listed([" · ".join(map(speaker.word, part)) for part in parts], language)
        told = speaker.say("node", node=node, what=what)
        found.setdefault(speaker.say("nodes"), []).append(told)
    return list(found.items())


def explain_line(
    line: Line, playbook: Playbook, vocabulary: Vocabulary, language: Language = "en"
) -> str:
    """One line as a sentence, as a page shows it beside the text."""
    return Speaker(playbook, vocabulary, language).line(line, trigger_of(line.id))


def items(speaker: Speaker) -> Iterator[Item]:
    """Every sentence of the playbook with what it is about."""
    for process in speaker.playbook.processes.values():
        for key, sentence in _process_items(process, speaker):
            yield Item(process.name, "", key, sentence)
        for stage in process.stages.values():
            for key, sentence in stage_items(stage, speaker):
                yield Item(process.name, stage.name, key, sentence)
    for section, key, sentence in rule_items(speaker):
        yield Item("", section, key, sentence)


def _heading(item: Item, speaker: Speaker) -> str:
    if not item.process:
        section, _colon, name = item.stage.partition(":")
        return speaker.say(section, name=speaker.word(name))
    process = speaker.word(item.process)
    if not item.stage:
        return speaker.say("process", process=process)
    return speaker.say("stage", process=process, stage=speaker.word(item.stage))


def trigger_of(line_id: str) -> str:
    """What a line of this list is read on when it says nothing else."""
    if line_id.startswith("everywhere/"):
        return "everywhere"
    if "/next/" in line_id:
        return "complete"
    return "answer" if "/on answer/" in line_id else "always"


def _process_items(process: Process, speaker: Speaker) -> Iterator[tuple[str, str]]:
    yield "follows", speaker.say("follows", kind=speaker.word(process.follows))
    for number, begin in enumerate(process.begins):
        yield f"begins {number}", _begin(begin, speaker)
    if process.owner:
        yield "owner", speaker.say("owner", who=speaker.who(process.owner))
    if process.never_again:
        yield "never again", speaker.say("never_again", what=process.never_again)
    if process.needs:
        yield "needs", speaker.say("needs", what=process.needs)
    for line in process.everywhere:
        yield line.id, speaker.line(line, "everywhere")


def _begin(begin: Begin, speaker: Speaker) -> str:
    if begin.on:
        how = speaker.say("on", event=speaker.event(begin.on))
    elif begin.at:
        how = speaker.moment(begin.at)
    elif begin.opened_by:
        how = speaker.say("opened_by", process=speaker.word(begin.opened_by))
    else:
        how = speaker.say("by_hand", who=speaker.whos(begin.by))
    return speaker.say(
        "begins",
        how=how[:1].lower() + how[1:],
        when=speaker.maybe("line_if", begin.when),
        once=speaker.once(begin.once_per) if begin.once_per else "",
        at=speaker.say("at_stage", stage=speaker.word(begin.stage)) if begin.stage else "",
    )

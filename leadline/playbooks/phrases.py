"""Every phrase of a playbook that a person sees, so that each can be said in Chinese, too."""

from collections.abc import Iterable, Iterator, Mapping

from leadline.conditions.catalogue import Kind
from leadline.playbooks.definition import Place, Playbook, Process, Stage
from leadline.playbooks.vocabulary import VERBS, Vocabulary
from leadline.playbooks.walk import all_doings, all_lines, clocks_of, guards_of, lines_of, rules_of

Phrase = tuple[str, Place]


def phrases(playbook: Playbook, vocabulary: Vocabulary) -> dict[str, Place]:
    """Phrase → where it stands first; words of the product have their Chinese already."""
    found: dict[str, Place] = {}
    for phrase, place in _all(playbook):
        if phrase and phrase.casefold() not in vocabulary.fields:
            found.setdefault(phrase, place)
    return found


def said_in(words: Mapping[str, str], phrase: str) -> bool:
    """Whether the phrase has its Chinese, with large or small letters."""
    return phrase in words or phrase.casefold() in words


def chinese_of(phrase: str, words: Mapping[str, str], vocabulary: Vocabulary) -> str:
    """The Chinese of a phrase of the playbook or of the product; the phrase itself if none."""
    if phrase in words or phrase.casefold() in words:
        return words.get(phrase) or words[phrase.casefold()]
    if phrase.casefold() in vocabulary.fields:
        return vocabulary.fields[phrase.casefold()].field.zh or phrase
    for section in (vocabulary.events, vocabulary.actions, vocabulary.kinds, vocabulary.relations):
        word = section.get(phrase)
        if word is not None and word.zh:
            return str(word.zh)
    return vocabulary.chinese.get(phrase, phrase)


def _all(playbook: Playbook) -> Iterator[Phrase]:
    top = Place("playbook.yaml", 1)
    yield playbook.title, top
    for names in (playbook.roles, *(playbook.settings.get(k, ()) for k in _LISTS)):
        yield from ((name, top) for name in names)
    for spec in playbook.fields.values():
        yield spec.field.label, spec.place
        yield from ((choice, spec.place) for choice in spec.field.choices)
    for process in playbook.processes.values():
        yield from _of_process(process)
    for doing in all_doings(playbook):
        if VERBS.get(doing.verb) == "text":
            yield doing.object, doing.place
        yield doing.options.get("subject", ""), doing.place
        yield from ((one, doing.place) for one in doing.options.get("agenda", ()))
        yield from _written(doing.options.get("with", {}), doing.place, playbook)
    for line in all_lines(playbook):
        yield from _written(line.sets, line.place, playbook)
    guards = guards_of(playbook)
    yield from ((guard.say, guard.place) for guard in guards)
    for sequence in playbook.sequences.values():
        yield from ((text, sequence.place) for text in (sequence.name, sequence.says))
    yield from _of_rules(playbook)


_LISTS = ("pools", "queues", "holidays", "presets")


def _written(sets: Mapping[str, str], place: Place, playbook: Playbook) -> Iterator[Phrase]:
    """Texts that a line writes into fields; choices, days and amounts are no phrases."""
    for name, value in sets.items():
        field = playbook.catalogue.get(name)
        if field is not None and field.kind is Kind.TEXT:
            yield value, place


def _of_process(process: Process) -> Iterator[Phrase]:
    yield process.name, process.place
    for clock in clocks_of(process):
        yield from ((text, clock.place) for text in (clock.name, clock.promise))
    for line in lines_of(process):
        yield line.records, line.place
    for stage in process.stages.values():
        yield from _of_stage(stage)


def _of_stage(stage: Stage) -> Iterator[Phrase]:
    texts: Iterable[str] = (stage.name, stage.goal, stage.phase, stage.counts_as, stage.records)
    yield from ((text, stage.place) for text in texts)
    for work in stage.work:
        yield from ((text, work.place) for text in (work.name, work.goal, *work.agenda))


def _of_rules(playbook: Playbook) -> Iterator[Phrase]:
    book = rules_of(playbook)
    for approval in book.approvals.values():
        yield from ((text, approval.place) for text in (approval.name, approval.say))
    yield from ((route.name, route.place) for route in book.routes.values())
    yield from ((one.name, one.place) for one in book.screening)

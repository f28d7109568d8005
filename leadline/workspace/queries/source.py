"""Source beside product: each numbered step that a playbook was made after, with what carries it.

What carries a step is a stage, a line, a piece of work, a clock, a letter or what to say; beside it
stands its place in the text, and how often it has been used.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Count, Max, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.access.models import User
from leadline.access.policy import visible
from leadline.mail.models import Letter, State
from leadline.playbooks.definition import Place, Playbook
from leadline.playbooks.explain.playbook import trigger_of
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.models import Version
from leadline.playbooks.reader.yaml import Text, documents
from leadline.playbooks.versions import definition_of
from leadline.playbooks.walk import all_lines, all_stages, clocks_of
from leadline.records.models import Record, StageVisit
from leadline.workspace.reading import speaker_of

FILE = "source.yaml"  # of the playbook: number → the words of the step


@dataclass(frozen=True)
class Carrier:
    """One thing that carries a step. href: its place in the text. screen: where it is at work.

    used: how often, as a sentence; "" for what is not counted.
    """

    kind: str
    words: str
    href: str
    screen: str = ""
    used: str = ""


@dataclass(frozen=True)
class Step:
    """number: as the source writes it ("9.1"). carriers: none where it is left out."""

    number: str
    words: str
    carriers: Sequence[Carrier]


@dataclass(frozen=True)
class SourcePage:
    """carried: how many of the steps something carries."""

    name: str
    title: str
    steps: Sequence[Step]
    carried: int


@dataclass(frozen=True)
class Use:
    """How often something was used among the records that one may see, and the newest of them."""

    times: int
    newest: int


def source_page(version: Version, user: User) -> SourcePage:
    """The steps in the order of the source, then those that only `covers:` names; four queries."""
    playbook = definition_of(version.pk)
    found: dict[str, list[Carrier]] = defaultdict(list)
    reading = _Reading(playbook, speaker_of(version.pk), version, user)
    for node, carrier in reading.carriers():
        if carrier not in found[node]:
            found[node].append(carrier)
    words = steps_of(playbook)
    nodes = [*words, *(node for node in found if node not in words)]
    steps = [Step(node, words.get(node, ""), found.get(node, [])) for node in nodes]
    return SourcePage(
        name=playbook.name,
        title=reading.speaker.word(playbook.title),
        steps=steps,
        carried=sum(1 for one in steps if one.carriers),
    )


def steps_of(playbook: Playbook) -> Mapping[str, str]:
    """The numbered steps that the playbook's own file of its source tells, in order."""
    tables = documents(FILE, playbook.files.get(FILE, ""), [])
    return {
        name.value: value.value
        for table in tables
        for name, value in table.entries
        if isinstance(value, Text)
    }


class _Reading:
    """Names what carries a step, in the reader's language, with its use."""

    def __init__(self, playbook: Playbook, speaker: Speaker, version: Version, user: User) -> None:
        self.playbook, self.speaker = playbook, speaker
        self.address = reverse("playbook", args=[version.playbook.name])
        rows = visible(user, Record.objects.filter(version__playbook=version.playbook))
        self.visits = _visits(rows)
        self.letters = _letters(rows)

    def carriers(self) -> Iterator[tuple[str, Carrier]]:
        yield from self._stages()
        for process in self.playbook.processes.values():
            for clock in clocks_of(process):
                named = capfirst(self.speaker.word(clock.name))
                carrier = self._carrier(_("Clock"), named, clock.place)
                yield from ((node, carrier) for node in clock.covers)
        for line in all_lines(self.playbook):
            said = self.speaker.line(line, trigger_of(line.id))
            yield from ((node, self._carrier(_("Line"), said, line.place)) for node in line.covers)
        for letter in self.playbook.letters.values():
            yield from ((node, self._letter(letter.name)) for node in letter.covers)
        for talk in self.playbook.talks.values():
            carrier = self._carrier(_("What to say"), self.speaker.talk(talk), talk.place)
            yield from ((node, carrier) for node in talk.covers)

    def _stages(self) -> Iterator[tuple[str, Carrier]]:
        for _process, stage in all_stages(self.playbook):
            words, use = self.speaker.word(stage.name), self.visits.get(stage.name)
            used = ngettext("%(n)s record came here", "%(n)s records came here", _times(use))
            screen = f"{reverse('leads')}?stage={quote(stage.name)}"
            carrier = self._carrier(
                _("Stage"), words, stage.place, screen, used % {"n": f"{_times(use):,}"}
            )
            yield from ((node, carrier) for node in stage.covers)
            for work in stage.work:
                mine = self._carrier(_("Work"), self.speaker.word(work.name), work.place)
                yield from ((node, mine) for node in work.covers)

    def _letter(self, name: str) -> Carrier:
        letter, use = self.playbook.letters[name], self.letters.get(name)
        subject = self.speaker.letter(name)
        used = ngettext("sent %(n)s time", "sent %(n)s times", _times(use))
        screen = reverse("record", args=[use.newest]) if use else ""
        return self._carrier(
            _("Letter"), subject, letter.place, screen, used % {"n": f"{_times(use):,}"}
        )

    def _carrier(
        self, kind: str, words: str, place: Place, screen: str = "", used: str = ""
    ) -> Carrier:
        href = f"{self.address}#{place.file}-{place.line}"
        return Carrier(kind, words, href, screen, used)


def _times(use: Use | None) -> int:
    return use.times if use else 0


def _visits(rows: QuerySet[Record]) -> Mapping[str, Use]:
    """By stage, how many records came there."""
    found = StageVisit.objects.filter(record__in=rows).order_by().values("stage")
    counted = found.annotate(times=Count("record", distinct=True), newest=Max("record"))
    return {one["stage"]: Use(one["times"], one["newest"]) for one in counted}


def _letters(rows: QuerySet[Record]) -> Mapping[str, Use]:
    """By template, how many letters have left."""
    found = Letter.objects.filter(record__in=rows, state=State.SENT).order_by().values("template")
    counted = found.annotate(times=Count("pk"), newest=Max("record"))
    return {one["template"]: Use(one["times"], one["newest"]) for one in counted}

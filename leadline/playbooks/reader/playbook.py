"""Reads a playbook's folder whole: one typed value, or everything that is wrong with its text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import Catalogue, Field
from leadline.playbooks.definition import FieldSpec, Place, Playbook, Process, Scenario, Sequence
from leadline.playbooks.problems import Problem, errors
from leadline.playbooks.reader.cadences import sequence
from leadline.playbooks.reader.context import Context, Names
from leadline.playbooks.reader.derived import declared
from leadline.playbooks.reader.fields import asked_in, catalogue, specs
from leadline.playbooks.reader.folder import accepted, files_of, hash_of
from leadline.playbooks.reader.letters import Page, letters, pages
from leadline.playbooks.reader.meanings import with_meanings
from leadline.playbooks.reader.names import Files, built_in_fields, gathered, process_tables
from leadline.playbooks.reader.processes import guard, process
from leadline.playbooks.reader.rules import rulebook
from leadline.playbooks.reader.scenarios import scenario
from leadline.playbooks.reader.section import Section, read_all
from leadline.playbooks.reader.settings import Settings, settings
from leadline.playbooks.reader.talks import talks
from leadline.playbooks.reader.words import chinese
from leadline.playbooks.reader.yaml import Items, Node, Table, documents, nodes
from leadline.playbooks.vocabulary import Vocabulary


@dataclass(frozen=True)
class Reading:
    """playbook: what was read, None if anything is wrong; draft: as far as it could be read."""

    playbook: Playbook | None
    problems: tuple[Problem, ...]
    draft: Playbook | None = None


def read(
    source: Path | Mapping[str, str],
    vocabulary: Vocabulary,
    name: str = "",
    *,
    frozen: bool = False,
) -> Reading:
    """The playbook in a folder, or in texts by their paths. Never raises on what the texts say.

    frozen: a version that was published; its own fields go before the product's of the same phrase.
    """
    problems: list[Problem] = []
    if isinstance(source, Path):
        name = name or source.resolve().name
        source, problems = files_of(source)
    texts = accepted(source, problems)
    if "playbook.yaml" not in texts and not problems:
        message = _("a playbook needs this file with its title, languages and roles")
        problems.append(Problem(Place("playbook.yaml", 1), message))
    draft = _Reader(texts, vocabulary, problems, frozen=frozen).playbook(name)
    found = tuple(dict.fromkeys(sorted(problems, key=lambda one: one.place)))
    return Reading(None if errors(found) else draft, found, draft)


class _Reader:
    """One pass for what is named and asked, one for what is said about it."""

    def __init__(
        self,
        texts: Mapping[str, str],
        vocabulary: Vocabulary,
        problems: list[Problem],
        *,
        frozen: bool,
    ) -> None:
        self.texts, self.vocabulary, self.problems = texts, vocabulary, problems
        self.frozen = frozen
        self.files = self._files()
        self.words = {"zh-hans": chinese(self.files.get("words/zh.yaml", ()), problems)}
        languages = self._first_languages()
        self.pages = {f: pages(texts, f, languages) for f in ("emails", "talk-tracks")}
        self.names = gathered(
            self.files, self._page_names("emails"), self._page_names("talk-tracks")
        )

    def playbook(self, name: str) -> Playbook:
        fields, known = self._fields()
        context = Context(self.vocabulary, self.names, known, self.problems)
        read = settings(self.files.get("playbook.yaml", ()), context)
        return Playbook(
            name=name,
            title=read.title,
            languages=read.languages,
            roles=read.roles,
            processes=self._processes(context),
            fields=fields,
            catalogue=known,
            guards=read_all(self._guards(context), guard),
            sequences=self._sequences(context),
            letters=letters(self.pages["emails"], context),
            talks=talks(self.pages["talk-tracks"], context),
            scenarios=self._scenarios(context),
            words=self.words,
            settings=read.values,
            rules={"book": rulebook(self.files, context)},
            files=self.texts,
            hash=hash_of(self.texts),
        )

    def _files(self) -> Files:
        """Every YAML file as its tables; guards.yaml is a list and is read by itself."""
        return {
            path: documents(path, text, self.problems)
            for path, text in self.texts.items()
            if path.endswith(".yaml") and path != "guards.yaml"
        }

    def _first_languages(self) -> tuple[str, ...]:
        quiet = Context(self.vocabulary, Names(), Catalogue(()), [])
        read: Settings = settings(self.files.get("playbook.yaml", ()), quiet)
        return read.languages

    def _page_names(self, folder: str) -> Iterable[str]:
        found: tuple[Page, ...] = self.pages[folder]
        return {page.name for page in found}

    def _fields(self) -> tuple[dict[str, FieldSpec], Catalogue]:
        words = self.words["zh-hans"]
        pairs = list(declared(self.files.get("fields.yaml", ()), words, self.problems))
        own: dict[str, FieldSpec] = {}
        for spec, _node in pairs:
            before = own.setdefault(spec.field.name, spec)
            if before is not spec:
                message = _("“%(name)s” is declared twice") % {"name": spec.field.label}
                hint = _("it is declared at %(place)s") % {"place": before.place}
                self.problems.append(Problem(spec.place, message, hint))
        asked = (
            one
            for table in process_tables(self.files)
            for one in asked_in(table, _text(table.get("follows")))
        )
        fields = specs(asked, own, words, self.problems)
        product: list[Field] = [word.field for word in self.vocabulary.fields.values()]
        built_in = built_in_fields(self.names, words)
        first = catalogue(product, fields, built_in, self.problems, frozen=self.frozen)
        described = {spec.field.name: node for spec, node in pairs}
        context = Context(self.vocabulary, self.names, first, self.problems)
        return with_meanings(fields, described, context)

    def _processes(self, context: Context) -> dict[str, Process]:
        """By name; what follows a lead first, since all else grows out of it."""
        found: dict[str, Process] = {}
        for table in process_tables(self.files):
            one = process(table, context)
            if one.name in found:
                message = _("there are two processes called “%(name)s”") % {"name": one.name}
                self.problems.append(Problem(one.place, message))
            found[one.name] = one
        for path, tables in self.files.items():
            if "/" not in path and path not in _KNOWN_FILES:
                for table in tables:
                    if table.get("process") is None:
                        message = _("a file at the top with this name holds processes")
                        hint = _("begin with “process: …”")
                        self.problems.append(Problem(table.place, message, hint))
        return dict(sorted(found.items(), key=lambda item: item[1].follows != "lead"))

    def _guards(self, context: Context) -> list[Section]:
        text = self.texts.get("guards.yaml", "")
        found: list[Section] = []
        for node in nodes("guards.yaml", text, self.problems):
            for one in node.items if isinstance(node, Items) else (node,):
                if isinstance(one, Table):
                    found.append(Section(one, context))
                else:
                    message = _("guards.yaml is a list of “- action: …”")
                    self.problems.append(Problem(one.place, message))
        return found

    def _sequences(self, context: Context) -> dict[str, Sequence]:
        found = [sequence(table, context) for table in self.files.get("cadences.yaml", ())]
        return {one.name: one for one in found}

    def _scenarios(self, context: Context) -> tuple[Scenario, ...]:
        return tuple(
            scenario(table, context)
            for path, tables in self.files.items()
            if path.startswith("scenarios/")
            for table in tables
        )


_KNOWN_FILES = frozenset(
    {"playbook.yaml", "fields.yaml", "guards.yaml", "cadences.yaml", "screening.yaml",
     "score.yaml", "routes.yaml", "approvals.yaml", "agreement.yaml", "source.yaml"}
)  # fmt: skip


def _text(node: Node | None) -> str:
    return getattr(node, "value", "") if node is not None else ""

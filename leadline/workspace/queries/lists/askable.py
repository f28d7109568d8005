"""What may be asked of a list: the fields of a kind of record, with a query where one exists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from leadline.conditions.catalogue import LONGEST_PHRASE, Catalogue, Field, Kind, normalised
from leadline.conditions.context import Context
from leadline.conditions.declared import declared_fields
from leadline.conditions.problems import ConditionError
from leadline.conditions.query import as_q, column_q
from leadline.conditions.tree import Among, Condition, Contains, Known, Test, YesNo
from leadline.parties.models import EmailAddress
from leadline.playbooks.custom import OF_PARTIES, Custom, custom_fields
from leadline.playbooks.definition import Stage
from leadline.playbooks.models import Published
from leadline.playbooks.versions import readable
from leadline.records.asked import asked_of_index
from leadline.work.models import OPEN, Task
from leadline.workspace.queries.lists.asking import (
    Query,
    as_written,
    country_of_person,
    holds,
)
from leadline.workspace.reading import language, speaker_of

# Columns that hold what was written, where conditions compare without regard to case.
AS_WRITTEN = ("campaign", "landing page", "language")
GROUPED = (Kind.CHOICE, Kind.YES_NO, Kind.TEXT, Kind.PERSON, Kind.COMPANY, Kind.USER)
ANY_TIME = Context(now=datetime(2000, 1, 1, tzinfo=UTC))


@dataclass(frozen=True)
class Askable:
    """The catalogue of one kind's lists. origin: of a playbook's own field, the version it is from.

    stages: every stage of the processes in force, in their order, with a version that has it.
    processes: the stages of each, open ones and ends, by its name.
    indexed: the names of the fields that are found by the index of answers. custom: those that the
    firm has added, by name.
    reachable: the names of the fields that a list can be asked for.
    """

    catalogue: Catalogue
    origin: Mapping[str, int]
    stages: Mapping[str, int]
    reachable: frozenset[str]
    processes: Mapping[str, Sequence[Stage]]
    indexed: frozenset[str]
    custom: Mapping[str, Custom]

    @property
    def answerable(self) -> list[str]:
        """The playbooks' own fields that can be answered in a list, with one value for many."""
        return [
            name
            for name in (*self.origin, *self.custom)
            if (field := self.catalogue.get(name)) is not None
            and field.means is None
            and not field.about  # a company or person would answer for many records
            and field.kind not in (Kind.FILE, Kind.CONDITION)
        ]

    @property
    def sortable(self) -> frozenset[str]:
        """The answers that a list can be sorted by: those of which a record has one."""
        return frozenset(one.name for one in self._indexed_but(Kind.SET, Kind.FILE))

    @property
    def groupable(self) -> list[Field]:
        """The answers that a list can be grouped by, since many records have the same."""
        return [one for one in self._indexed_but() if one.kind in GROUPED]

    def _indexed_but(self, *kinds: Kind) -> list[Field]:
        fields = [self.catalogue.get(name) for name in sorted(self.indexed)]
        return [one for one in fields if one is not None and one.kind not in kinds]

    def query(self, test: Test, context: Context) -> Q | None:
        """How a list asks for a field, also where a derived field of a playbook stands on it."""
        return _query_in(self.catalogue, test, context)

    def label(self, field: Field) -> str:
        """A field as a heading in the reader's language."""
        if field.name in self.origin:
            return str(capfirst(speaker_of(self.origin[field.name]).word(field.label)))
        spoken = field.zh if language() == "zh-hans" and field.zh else field.label
        return str(capfirst(spoken))

    def spoken(self, field: Field) -> dict[str, str]:
        """The choices of a field, as they are compared, in the reader's words."""
        if field.name in self.custom and field.choices:
            chinese = language() == "zh-hans" and field.choices_zh
            names = field.choices_zh if chinese else field.called.values()
            return dict(zip(map(normalised, field.choices), names, strict=True))
        if field.kind is Kind.YES_NO:
            return {"yes": _("yes"), "no": _("no")}
        speaker = speaker_of(self.origin[field.name]) if field.name in self.origin else None
        choices = field.choices
        return {normalised(one): speaker.word(one) if speaker else one for one in choices}

    def stage_labels(self) -> list[tuple[str, str]]:
        """Each stage by name and as the reader says it."""
        return [(name, speaker_of(version).word(name)) for name, version in self.stages.items()]


def askable_of(kind: str) -> Askable:
    """What may be asked of this kind now; two queries."""
    rows = Published.objects.exclude(current=None).order_by("pk")
    versions = tuple(pk for pk in rows.values_list("current_id", flat=True) if pk is not None)
    return _askable(kind, versions, tuple(custom_fields(kind, *OF_PARTIES)))


def forget_versions() -> None:
    """For tests, in which another playbook may have the number of an earlier one."""
    _askable.cache_clear()


@lru_cache(maxsize=32)
def _askable(kind: str, versions: tuple[int, ...], added: tuple[Custom, ...]) -> Askable:
    custom = {one.field.name: one for one in added}
    stages: dict[str, int] = {}
    processes: dict[str, Sequence[Stage]] = {}
    own: dict[str, Field] = {}
    origin: dict[str, int] = {}
    known = declared_fields()
    for version in versions:
        playbook = readable(version)
        if playbook is None:
            continue
        following = [one for one in playbook.processes.values() if one.follows == kind]
        for process in following:
            processes.setdefault(process.name, tuple(process.stages.values()))
            for stage in process.stages:
                stages.setdefault(stage, version)
        for name in playbook.fields if following else ():
            field = playbook.catalogue.get(name)
            if field and field.name not in (*known, *own, *custom):
                own[field.name], origin[field.name] = _indexed(field), version
    added_fields = [_indexed(one.field) for one in added]
    catalogue = catalogue_of([*_product(kind, tuple(stages)), *added_fields, *own.values()])
    reachable = frozenset(one.name for one in catalogue.fields if reaches(one, catalogue))
    indexed = frozenset(one.name for one in catalogue.fields if one.query is asked_of_index)
    return Askable(catalogue, origin, stages, reachable, processes, indexed, custom)


def _indexed(field: Field) -> Field:
    """An answer is found by the index; what means a condition is worked out from others."""
    found = field.means is None and field.kind is not Kind.CONDITION
    found = found and len(field.name) <= LONGEST_PHRASE
    return replace(field, query=asked_of_index) if found else field


def _query_in(catalogue: Catalogue, test: Test, context: Context) -> Q | None:
    known = catalogue.get(test.field.name)
    if known is None or known.kind is not test.field.kind:
        return None
    if known.query is not None:
        found: Q | None = known.query(test, context)
        return found
    several = known.kind in (Kind.SET, Kind.CONDITION)
    return column_q(test, context, known.column) if known.column and not several else None


def catalogue_of(fields: list[Field]) -> Catalogue:
    """All of them; a phrase that could be read in two ways beside the earlier ones is left out."""
    try:
        return Catalogue(fields)
    except ValueError:
        taken: list[Field] = []
        for field in fields:
            try:
                Catalogue([*taken, field])
            except ValueError:
                continue
            taken.append(field)
        return Catalogue(taken)


def _product(kind: str, stages: tuple[str, ...]) -> list[Field]:
    """The product's fields of this kind, with the way to each from a record."""
    own = (*_of_every_record(), *_of_lists(kind))
    names = {one.name for one in own}
    found = []
    for one in declared_fields().values():
        if one.about not in ("record", "person", "company", kind) or one.field.name in names:
            continue
        prefix = f"{one.about}__" if one.about in ("person", "company") else ""
        field = one.field
        if field.name == "stage":
            field = replace(field, query=_stage_query(stages))
        elif field.name == "city":
            field = replace(field, query=as_written("person__city"))
        elif field.name == "country":
            field = replace(field, query=country_of_person)
        elif field.column:
            column = prefix + field.column
            query = as_written(column) if field.name in AS_WRITTEN else None
            field = replace(field, column=column, query=query)
        found.append(field)
    return [*found, *own]


def _of_every_record() -> tuple[Field, ...]:
    return (
        Field("is open", Kind.YES_NO, zh="进行中", opposite="is closed", opposite_zh="已结束",
              query=holds(Q(outcome=""))),
        Field("in stage since", Kind.MOMENT, zh="进入阶段时间", column="entered_at"),
        Field("promise due", Kind.MOMENT, zh="承诺到期时间", column="due_at"),
        Field("ended", Kind.MOMENT, zh="结束时间", column="ended_at"),
        Field("outcome", Kind.TEXT, zh="结果", column="outcome"),
        Field("team", Kind.TEXT, zh="团队", query=as_written("team__name")),
        Field("e-mail", Kind.TEXT, zh="邮箱", query=_email_query),
        Field("is stuck", Kind.YES_NO, zh="自动化已停止", opposite="is not stuck",
              opposite_zh="自动化未停止", query=holds(~Q(stuck=""))),
        Field("has a next step", Kind.YES_NO, zh="有下一步", opposite="has no next step",
              opposite_zh="没有下一步", query=_next_step_query),
    )  # fmt: skip


def _next_step_query(test: Test, context: Context) -> Q:
    """Something is to be done, promised or to come by itself; without, so that an index serves."""
    tasks = Exists(Task.objects.filter(OPEN, record=OuterRef("pk")))
    if isinstance(test, YesNo):
        without = Q(wake_at=None, due_at=None) & ~Q(tasks)
        return ~without if test.held else without
    return ~Q(pk__in=[])


def _of_lists(kind: str) -> tuple[Field, ...]:
    if kind == "lead":
        return (
            Field("came back", Kind.YES_NO, zh="再次来询", opposite="did not come back",
                  query=holds(Q(lead__previous__isnull=False))),
            Field("is a contact", Kind.YES_NO, zh="是现有联系人", opposite="is no contact",
                  opposite_zh="不是现有联系人", query=holds(Q(lead__is_expansion=True))),
        )  # fmt: skip
    if kind == "deal":
        return (
            Field("deal is open", Kind.YES_NO, zh="商机进行中", opposite_zh="商机未在进行",
                  query=holds(Q(outcome=""))),
            Field("expected on", Kind.DAY, zh="预计成交日", column="deal__close_on"),
        )  # fmt: skip
    return ()


def _stage_query(stages: tuple[str, ...]) -> Query:
    """By the names of the stages in force, so that the index of the column is of use."""
    names = {normalised(stage): stage for stage in stages}

    def query(test: Test, context: Context) -> Q:
        if isinstance(test, Among):
            asked = {str(value) for value in test.values}
            asked |= {names[normalised(one)] for one in asked if normalised(one) in names}
            found = Q(stage__in=sorted(asked))
        elif isinstance(test, Contains):
            found = Q(stage__icontains=test.text)
        else:
            return column_q(test, context, "stage")
        return ~Q(stage="") & (~found if test.negated else found)

    return query


def _email_query(test: Test, context: Context) -> Q:
    """Any of a person's addresses."""
    rows = EmailAddress.objects.exclude(address="")
    if isinstance(test, Among | Contains):
        known = Q(person__in=rows.values("person"))
        if isinstance(test, Among):
            rows = rows.filter(address__in=[normalised(str(value)) for value in test.values])
        else:
            rows = rows.filter(address__contains=normalised(test.text))
        found = Q(person__in=rows.values("person"))
        return known & ~found if test.negated else found
    return Q(person__in=rows.values("person"))


def reaches(field: Field, catalogue: Catalogue) -> bool:
    """Whether a list can be asked for the field."""
    test: Any = YesNo(field, held=True) if field.kind is Kind.YES_NO else Known(field, known=True)
    try:
        as_q(Condition(test, ""), ANY_TIME, partial(_query_in, catalogue))
    except ConditionError:
        return False
    return True

"""What may be asked of a list: the fields of a kind of record, with a query where one exists."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst

from leadline.conditions.catalogue import Catalogue, Field, Kind, normalised
from leadline.conditions.context import Context
from leadline.conditions.declared import declared_fields
from leadline.conditions.problems import ConditionError
from leadline.conditions.query import as_q, column_q
from leadline.conditions.tree import Among, Condition, Contains, Known, Test, YesNo
from leadline.parties.models import EmailAddress
from leadline.playbooks.definition import Stage
from leadline.playbooks.models import Published
from leadline.playbooks.versions import definition_of
from leadline.work.models import OPEN, Task
from leadline.workspace.reading import language, speaker_of

Query = Callable[[Test, Context], Q]
# Columns that hold what was written, where conditions compare without regard to case.
AS_WRITTEN = ("campaign", "landing page", "country", "language", "city")
ANY_TIME = Context(now=datetime(2000, 1, 1, tzinfo=UTC))


@dataclass(frozen=True)
class Askable:
    """The catalogue of one kind's lists. origin: of a playbook's own field, the version it is from.

    stages: every stage of the processes in force, in their order, with a version that has it.
    processes: the stages of each, open ones and ends, by its name.
    reachable: the names of the fields that a list can be asked for.
    """

    catalogue: Catalogue
    origin: Mapping[str, int]
    stages: Mapping[str, int]
    reachable: frozenset[str]
    processes: Mapping[str, Sequence[Stage]]

    @property
    def answerable(self) -> list[str]:
        """The playbooks' own fields that can be answered in a list, with one value for many."""
        return [
            name
            for name in self.origin
            if (field := self.catalogue.get(name)) is not None
            and field.means is None
            and field.about != "company"
            and field.kind not in (Kind.FILE, Kind.CONDITION)
        ]

    def label(self, field: Field) -> str:
        """A field as a heading in the reader's language."""
        if field.name in self.origin:
            return str(capfirst(speaker_of(self.origin[field.name]).word(field.label)))
        spoken = field.zh if language() == "zh-hans" and field.zh else field.label
        return str(capfirst(spoken))

    def stage_labels(self) -> list[tuple[str, str]]:
        """Each stage by name and as the reader says it."""
        return [(name, speaker_of(version).word(name)) for name, version in self.stages.items()]


def askable_of(kind: str) -> Askable:
    """What may be asked of this kind now; one query."""
    rows = Published.objects.exclude(current=None).order_by("pk")
    versions = tuple(pk for pk in rows.values_list("current_id", flat=True) if pk is not None)
    return _askable(kind, versions)


def forget_versions() -> None:
    """For tests, in which another playbook may have the number of an earlier one."""
    _askable.cache_clear()


@lru_cache(maxsize=32)
def _askable(kind: str, versions: tuple[int, ...]) -> Askable:
    stages: dict[str, int] = {}
    processes: dict[str, Sequence[Stage]] = {}
    own: dict[str, Field] = {}
    origin: dict[str, int] = {}
    known = declared_fields()
    for version in versions:
        playbook = definition_of(version)
        following = [one for one in playbook.processes.values() if one.follows == kind]
        for process in following:
            processes.setdefault(process.name, tuple(process.stages.values()))
            for stage in process.stages:
                stages.setdefault(stage, version)
        for name in playbook.fields if following else ():
            field = playbook.catalogue.get(name)
            if field and field.name not in known and field.name not in own:
                own[field.name], origin[field.name] = field, version
    fields = [*_product(kind, tuple(stages)), *own.values()]
    catalogue = catalogue_of(fields)
    reachable = frozenset(one.name for one in catalogue.fields if reaches(one))
    return Askable(catalogue, origin, stages, reachable, processes)


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
        )  # fmt: skip
    if kind == "deal":
        return (
            Field("deal is open", Kind.YES_NO, zh="商机进行中", opposite_zh="商机未在进行",
                  query=holds(Q(outcome=""))),
            Field("expected on", Kind.DAY, zh="预计成交日", column="deal__close_on"),
        )  # fmt: skip
    return ()


def holds(condition: Q | Callable[[], Q | Exists]) -> Query:
    """Of a field that is always known; a condition that depends on the day is worked out anew."""

    def query(test: Test, context: Context) -> Q:
        found = Q(condition() if callable(condition) else condition)
        if isinstance(test, YesNo):
            return found if test.held else ~found
        return ~Q(pk__in=[])

    return query


def as_written(column: str) -> Query:
    """Of a column whose text was never normalised."""

    def query(test: Test, context: Context) -> Q:
        known = column_q(Known(test.field, known=True), context, column)
        if isinstance(test, Among):
            found = Q(pk__in=[])
            for value in test.values:
                found |= Q(**{f"{column}__iexact": value})
        elif isinstance(test, Contains):
            found = Q(**{f"{column}__icontains": test.text})
        else:
            return column_q(test, context, column)
        return known & (~found if test.negated else found)

    return query


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


def reaches(field: Field) -> bool:
    """Whether a list can be asked for the field."""
    test: Any = YesNo(field, held=True) if field.kind is Kind.YES_NO else Known(field, known=True)
    try:
        as_q(Condition(test, ""), ANY_TIME)
    except ConditionError:
        return False
    return True

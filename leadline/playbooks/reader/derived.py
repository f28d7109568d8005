"""fields.yaml: fields by kind of record, typed, supplied, and worked out from others."""

import re
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import Field, Kind, normalised
from leadline.conditions.tree import Condition, Every, YesNo
from leadline.playbooks.definition import Derived, FieldSpec
from leadline.playbooks.problems import Problem, did_you_mean
from leadline.playbooks.reader.context import UNREADABLE, Context
from leadline.playbooks.reader.fields import Words, about, field
from leadline.playbooks.reader.section import Section
from leadline.playbooks.reader.types import FieldType, field_type
from leadline.playbooks.reader.yaml import Items, Node, Table, Text
from leadline.playbooks.rulebook import SIGNED

# What a field can be worked out as, and the kind that comes out ("" = that of the field it takes).
WAYS = {"count": Kind.NUMBER, "any": Kind.YES_NO, "every": Kind.YES_NO, "none": Kind.YES_NO,
        "total": Kind.NUMBER, "latest": None, "first": None, "rank": Kind.CHOICE}  # fmt: skip
_COUNT = re.compile(r"number of (?P<of>.+?)(?: with (?P<with>.+?))?, (?P<compare>[^,]+)")
_KNOWN = ("type", "choices", "unit", "supplied by", "evidence", "opposite", "means", "with", "of",
          "signed by", *WAYS)  # fmt: skip


def declared(
    tables: tuple[Table, ...], words: Words, problems: list[Problem]
) -> Iterator[tuple[FieldSpec, Node]]:
    """Every field of fields.yaml with the node that describes it; conditions are read later."""
    for table in tables:
        for kind, fields in table.entries:
            if not isinstance(fields, Table):
                message = _("below “%(kind)s” stand its fields") % {"kind": kind.value}
                problems.append(Problem(kind.place, message))
                continue
            for name, node in fields.entries:
                spec = _declared(name, node, kind.value, words, problems)
                if spec is not None:
                    yield spec, node


def _declared(
    name: Text, node: Node, follows: str, words: Words, problems: list[Problem]
) -> FieldSpec | None:
    read = _type(node, problems)
    if read is None:
        return None
    opposite = supplied = evidence = ""
    if isinstance(node, Table):
        opposite, supplied, evidence = (
            _word(node, key) for key in ("opposite", "supplied by", "evidence")
        )
    made = field(name.value, read.kind, words, problems, name.place, read.choices, read.unit,
                 opposite)  # fmt: skip
    if made is None:
        return None
    made = about(made, follows)
    return FieldSpec(made, name.place, follows, read.word, supplied, evidence)


def _type(node: Node, problems: list[Problem]) -> FieldType | None:
    if not isinstance(node, Table) or node.get("several") is not None:
        return field_type(node, problems)
    if "means" in _keys(node):
        return FieldType("means", Kind.YES_NO)
    for way, kind in WAYS.items():
        if way in _keys(node):
            return _worked_out(way, kind, node, problems)
    for key in ("choices", "type"):
        asked = node.get(key)
        if asked is not None:
            read = field_type(asked, problems)
            unit = _word(node, "unit")
            return replace(read, unit=unit) if read and unit else read
    problems.append(Problem(node.place, _("a field says its type, or how it is worked out")))
    return None


def _worked_out(
    way: str, kind: Kind | None, node: Table, problems: list[Problem]
) -> FieldType | None:
    if way == "rank":
        ranks = tuple(name.value for name, _node in _ranks(node))
        return FieldType("rank", Kind.CHOICE, ranks) if len(ranks) > 1 else None
    asked = node.get("type")
    if asked is not None:
        return field_type(asked, problems)
    return FieldType(way, kind or Kind.TEXT)


def complete(spec: FieldSpec, node: Node, context: Context) -> FieldSpec:
    """The field with its conditions, read in the light of the catalogue."""
    if not isinstance(node, Table) or node.get("several") is not None:
        return spec
    _check_keys(node, context)
    means = node.get("means")
    if isinstance(means, Text) and means.value.startswith("number of "):
        return replace(spec, derived=_counted(means, context))
    if means is not None:
        condition = _in_force(spec.field, context.condition(means), context)
        return replace(spec, field=replace(spec.field, means=condition))
    for way in WAYS:
        value = node.get(way)
        if value is not None:
            return replace(spec, derived=_derived(way, value, node, context))
    return spec


def _in_force(field: Field, condition: Condition, context: Context) -> Condition:
    """What the agreement calls sales-ready holds only while its definition is signed, too."""
    definitions = map(normalised, context.names.of("definition"))
    signed = context.catalogue.get(SIGNED)
    if field.name not in definitions or signed is None or condition is UNREADABLE:
        return condition
    parts = condition.tree.parts if isinstance(condition.tree, Every) else (condition.tree,)
    return replace(condition, tree=Every((*parts, YesNo(signed, held=True))))


def _counted(node: Text, context: Context) -> Derived:
    """`number of Engineering referrals of deal with cause is amount, at least 1`."""
    found = _COUNT.fullmatch(" ".join(node.value.split()))
    if found is None:
        message = _("a count is written “number of THINGS with CONDITION, at least 1”")
        context.problem(node.place, message)
        return Derived("count", "")
    _check_collection(found["of"], node, context)
    condition = found["with"] or ""
    if condition:
        context.condition(replace(node, value=condition, quoted=True))
    return Derived("count", found["of"], condition, found["compare"])


def _derived(way: str, value: Node, node: Table, context: Context) -> Derived:
    if way == "rank":
        ranks = tuple((name.value, context.condition(one)) for name, one in _ranks(node))
        return Derived("rank", "", ranks=ranks)
    phrase = " ".join(value.value.split()) if isinstance(value, Text) else ""
    of, with_, tail = phrase.partition(" with ")
    if not of:
        context.problem(
            value.place, _("here a collection is expected, such as: tickets of company")
        )
    elif way in ("latest", "first", "total"):
        taken, _of, path = of.partition(" of ")
        _check_collection(path, value, context, taken)
    else:
        _check_collection(of, value, context)
    condition = node.get("with")
    text = tail
    if condition is not None:
        context.condition(condition)
        text = condition.value if isinstance(condition, Text) else ""
    elif with_:
        context.condition(Text(tail, value.place, quoted=True))
    return Derived(way, of, " ".join(text.split()))


def _check_collection(path: str, node: Node, context: Context, taken: str = "") -> None:
    vocabulary = context.vocabulary
    if vocabulary.collection(path) or (taken and path in vocabulary.kinds):
        return
    known = [kind.plural for kind in vocabulary.kinds.values()]
    near = did_you_mean(path.partition(" of ")[0], known)
    message = _("“%(path)s” is no collection of records") % {"path": path}
    context.problem(node.place, message, near)


def _ranks(node: Table) -> list[tuple[Text, Node]]:
    """The ranks, best first: a list of `name: condition`."""
    ranks = node.get("rank")
    found: list[tuple[Text, Node]] = []
    for one in ranks.items if isinstance(ranks, Items) else ():
        if isinstance(one, Table):
            found.extend(one.entries)
    return found


def _check_keys(node: Table, context: Context) -> None:
    section = Section(node, context)
    for key in _KNOWN:
        section.take(key)
    section.finish()


def _keys(node: Table) -> tuple[str, ...]:
    return tuple(key.value for key, _value in node.entries)


def _word(node: Table, key: str) -> str:
    value = node.get(key)
    return " ".join(value.value.split()) if isinstance(value, Text) else ""

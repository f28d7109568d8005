"""Speaks a condition in English or Chinese, and says which of its tests held and why."""

from typing import Any, Literal, NamedTuple, TypeAlias

from leadline.conditions.catalogue import Field
from leadline.conditions.context import Context
from leadline.conditions.evaluate import Values, compiled
from leadline.conditions.tree import (
    Condition,
    Either,
    Every,
    Known,
    Negation,
    Node,
    Test,
    YesNo,
    compared_with,
    leaves,
)
from leadline.conditions.wording import chinese, english

Language: TypeAlias = Literal["en", "zh-hans"]
_JOINS = {"en": (" and ", " or "), "zh-hans": ("，并且", "，或者")}
_NOT = {"en": ("not (%s)", " (or unknown)"), "zh-hans": ("并非（%s）", "（或未知）")}
_BRACKETS = {"en": "(%s)", "zh-hans": "（%s）"}


class Answered(NamedTuple):
    """One test of a condition as it was answered for one row.

    `value` is the field's value in the row, a pair where two fields were compared.
    """

    sentence: str
    value: Any
    held: bool


def sentence(condition: Condition, language: Language = "en") -> str:
    """The condition in words; the English, without its "(or unknown)", reads back the same."""
    return _spoken(condition.tree, language)


def explanation(
    condition: Condition, values: Values, context: Context, language: Language = "en"
) -> list[Answered]:
    """Every test with its value and answer, in reading order; under a derived field its own."""
    found: list[Answered] = []
    for test in leaves(condition.tree):
        sides = [values.get(one.name) for one in (test.field, *compared_with(test))]
        held = compiled(test)(values, context)
        value = sides[0] if len(sides) == 1 else tuple(sides)
        found.append(Answered(_spoken(test, language), value, held))
        if test.field.means is not None and sides[0] is None:
            found.extend(explanation(test.field.means, values, context, language))
    return found


def _spoken(node: Node, language: Language) -> str:
    if isinstance(node, Every | Either):
        join = _JOINS[language][isinstance(node, Either)]
        return join.join(_inside(part, language) for part in node.parts)
    if isinstance(node, Negation):
        denied, unknown = _NOT[language]
        return denied % _spoken(node.part, language) + (unknown if _may_lack(node.part) else "")
    return _test(node, language)


def _inside(part: Node, language: Language) -> str:
    words = _spoken(part, language)
    return _BRACKETS[language] % words if isinstance(part, Every | Either) else words


def _test(test: Test, language: Language) -> str:
    return english(test) if language == "en" else chinese(test)


def _may_lack(node: Node) -> bool:
    """Whether a denied part is also denied where nothing is known."""
    return any(_can_be_unknown(test) for test in leaves(node))


def _can_be_unknown(test: Test) -> bool:
    derived: Field = test.field
    return not isinstance(test, Known) and not (isinstance(test, YesNo) and derived.means)

"""Asks a condition strictly: where an unknown value decides, the answer is "cannot tell"."""

from collections.abc import Mapping

from leadline.conditions.context import Context
from leadline.conditions.evaluate import holds, unknown_inputs
from leadline.conditions.tree import Condition, Either, Every, Negation, Node, opened


def certain(condition: Condition, values: Mapping[str, object], context: Context) -> bool | None:
    """True or False where no unknown value could change it (Kleene's logic), else None."""
    return _certain(opened(condition.tree), values, context)


def _certain(node: Node, values: Mapping[str, object], context: Context) -> bool | None:
    match node:
        case Negation():
            inner = _certain(node.part, values, context)
            return None if inner is None else not inner
        case Every() | Either():
            decisive = isinstance(node, Either)
            parts = [_certain(part, values, context) for part in node.parts]
            if decisive in parts:
                return decisive
            return None if None in parts else not decisive
        case _:
            alone = Condition(node, "")
            return None if unknown_inputs(alone, values) else holds(alone)(values, context)

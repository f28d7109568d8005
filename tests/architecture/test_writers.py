"""An action is the only writer: nothing else creates, changes or deletes rows."""

import ast
from pathlib import Path

from tests.architecture.source import HOUSE, faults, hold, product, tree

# The batch and its bulk writer are how actions write; erasing is the one change of events.
WRITERS = {"core/batch.py", "core/bulk.py", "core/models.py"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
QUERYSETS = MANAGERS | {"filter", "exclude", "all", "order_by", "select_for_update"}
CREATES = {
    f"{prefix}{verb}"
    for prefix in ("", "a")
    for verb in ("create", "get_or_create", "update_or_create", "bulk_create", "bulk_update")
}


def writes(source: str) -> list[str]:
    return [
        f"line {node.lineno}: {ast.unparse(node.func)[-60:]}() outside an action"
        for node in ast.walk(tree(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_write(node)
    ]


def _is_write(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    name, chain = call.func.attr, _chain(call.func.value)
    if name in CREATES:
        return bool(chain & MANAGERS)
    if name == "update":
        return bool(chain & QUERYSETS)
    return name in ("save", "delete") and not call.args


def _chain(node: ast.expr) -> set[str]:
    """The names along an expression such as Lead.objects.filter(…)."""
    if isinstance(node, ast.Call):
        return _chain(node.func)
    if isinstance(node, ast.Attribute):
        return {node.attr} | _chain(node.value)
    return {node.id} if isinstance(node, ast.Name) else set()


def declares_action(source: str) -> list[str]:
    return [
        f"line {node.lineno}: declares actions outside actions.py"
        for node in ast.walk(tree(source))
        if isinstance(node, ast.ImportFrom)
        and node.module == "leadline.core.actions"
        and "action" in {name.name for name in node.names}
    ]


def is_actions(path: Path) -> bool:
    return path.relative_to(HOUSE).parts[1:2] in (("actions.py",), ("actions",))


def others() -> list[Path]:
    return [path for path in product() if not is_actions(path)]


def test_only_actions_write() -> None:
    hold(faults([p for p in others() if p.relative_to(HOUSE).as_posix() not in WRITERS], writes))


def test_actions_stand_in_actions() -> None:
    hold(faults(others(), declares_action))


def test_a_write_is_found() -> None:
    assert writes("Lead.objects.create(name=1)") == [
        "line 1: Lead.objects.create() outside an action"
    ]
    assert len(writes("Lead._default_manager.bulk_create(rows)")) == 1
    assert len(writes("Lead.objects.filter(pk=1).update(name=2)")) == 1
    assert len(writes("lead.save(update_fields=['name'])")) == 1
    assert len(writes("lead.delete()")) == 1


def test_what_only_looks_like_a_write_passes() -> None:
    assert writes("names.update({1}); cache.delete('key'); Lead.objects.filter(pk=1)") == []
    assert writes("picture.save(buffer); payment.create()") == []


def test_an_action_elsewhere_is_found() -> None:
    assert len(declares_action("from leadline.core.actions import Action, action")) == 1
    assert declares_action("from leadline.core.actions import Action") == []
    assert is_actions(HOUSE / "leads/actions/score.py")
    assert is_actions(HOUSE / "leads/actions.py")
    assert not is_actions(HOUSE / "leads/views.py")

"""Whatever a colleague answers for goes to a successor when they leave, or it is said why not."""

from collections.abc import Iterable, Iterator

from django.db import models
from django.test.utils import isolate_apps

from leadline.access.models import User
from leadline.workspace.actions.leaving_parts import AT_ONCE, PARTS
from tests.architecture.source import ROOT, hold
from tests.architecture.test_lineage import ours

STAYING = ROOT / "tests/architecture/lists/stays-with-leavers.txt"


def keys_at_users(tables: Iterable[type[models.Model]]) -> Iterator[str]:
    """table.field of every column that names a colleague."""
    for table in tables:
        for field in table._meta.get_fields():
            if not field.auto_created and field.is_relation and field.related_model is User:
                yield f"{table._meta.label_lower}.{field.name}"


def given() -> set[str]:
    return {*AT_ONCE, *(part.key for part in PARTS)}


def staying() -> dict[str, str]:
    """By table.field, why it stays with whoever has left."""
    lines = STAYING.read_text(encoding="utf-8").splitlines()
    pairs = [line.partition(" ") for line in lines if line and not line.startswith("#")]
    return {key: reason.strip() for key, _space, reason in pairs}


def undeclared(tables: Iterable[type[models.Model]]) -> list[str]:
    missing = set(keys_at_users(tables)) - given() - staying().keys()
    return [
        f"{key} names a colleague: hand it over in workspace/actions/leaving_parts.py, or say in "
        f"{STAYING.name} why it stays with whoever leaves"
        for key in sorted(missing)
    ]


def test_every_key_at_a_colleague_goes_over_or_says_why_not() -> None:
    hold(undeclared(ours()))


def test_what_is_declared_exists_once_and_says_why() -> None:
    there = set(keys_at_users(ours()))
    assert given() | staying().keys() <= there
    assert not given() & staying().keys()
    assert all(len(reason.split()) > 3 for reason in staying().values())


@isolate_apps("leadline.workspace")
def test_a_key_that_nobody_declared_is_refused() -> None:
    class Garden(models.Model):
        gardener = models.ForeignKey(User, models.PROTECT, related_name="+")
        helpers = models.ManyToManyField(User, related_name="+")
        number = models.IntegerField()

        class Meta:
            app_label = "workspace"

    found = [line.split(" ")[0] for line in undeclared([Garden])]
    assert found == ["workspace.garden.gardener", "workspace.garden.helpers"]

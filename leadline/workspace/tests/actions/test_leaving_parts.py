"""Each part is counted in a field of the handover, and names the key that says whose it is."""

from django.apps import apps

from leadline.access.models import User
from leadline.workspace.actions.leaving_parts import AT_ONCE, PARTS
from leadline.workspace.models import Handover


def test_counters_and_keys_are_there() -> None:
    fields = {field.name for field in Handover._meta.fields}
    assert {part.counter for part in PARTS} - {""} <= fields
    for key in (*AT_ONCE, *(part.key for part in PARTS)):
        table, _dot, name = key.rpartition(".")
        assert apps.get_model(table)._meta.get_field(name).related_model is User


def test_what_is_theirs_is_asked_by_its_key(cast) -> None:
    for part in PARTS:
        rows = part.theirs(cast.mei)
        table, _dot, name = part.key.rpartition(".")
        assert rows.model is apps.get_model(table)
        assert all(getattr(row, f"{name}_id") == cast.mei.pk for row in rows)

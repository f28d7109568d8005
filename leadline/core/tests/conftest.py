"""A thing with a history that only these tests have, and a door that lets everyone in."""

import pytest
from django.db import connection, models

from leadline.core import actions
from leadline.core.actor import Actor, ActorKind
from leadline.core.models import Eventful


class Thing(Eventful):
    stream = "thing"
    name = models.CharField(max_length=40)
    owner = models.ForeignKey("self", models.CASCADE, null=True)

    class Meta:
        app_label = "core"
        managed = False


@pytest.fixture
def things(db: None) -> type[Thing]:
    with connection.schema_editor() as editor:
        Thing._meta.managed = True
        editor.create_model(Thing)
    return Thing


@pytest.fixture
def open_door(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "_checks", {"permission": lambda *_: None})


@pytest.fixture
def mei() -> Actor:
    return Actor(ActorKind.PERSON, 7, "Mei")

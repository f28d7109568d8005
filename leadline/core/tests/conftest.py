"""A thing with a history that only these tests have, and a door that lets everyone in."""

import pytest
from django.db import connection, models
from pytest_django import DjangoDbBlocker

from leadline.core import actions
from leadline.core.actor import Actor, ActorKind
from leadline.core.models import Eventful


class Thing(Eventful):
    stream = "thing"
    name = models.CharField(max_length=40)
    owner = models.ForeignKey("self", models.CASCADE, null=True)

    class Meta:
        app_label = "core"


@pytest.fixture(scope="session")
def _table_of_things(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Thing)


@pytest.fixture
def things(_table_of_things: None, db: None) -> type[Thing]:
    return Thing


@pytest.fixture
def open_door(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "_checks", {"permission": lambda *_: None})


@pytest.fixture
def mei() -> Actor:
    return Actor(ActorKind.PERSON, 7, "Mei")

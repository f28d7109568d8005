"""Files of these tests stand in a folder of their own; Anna belongs to the firm, so does Boris."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from leadline.access.models import User


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def anna(db: None) -> User:
    return User.objects.create(email="anna@firm.example", name="Anna Koch")


@pytest.fixture
def boris(db: None) -> User:
    return User.objects.create(email="boris@firm.example", name="Boris Orlov")

"""What holds for every test: nothing outside is touched, and no test hears of another."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as examples
from pytest_django.fixtures import Settings

from leadline.playbooks.versions import definition_of, is_readable
from leadline.workspace.queries.lists.askable import forget_versions
from tests.kept_database import take_the_kept_one
from tests.read_once import read_texts_once

# How long an example takes is no matter of right and wrong; on a busy machine it takes longer.
examples.register_profile("leadline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("leadline")


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request: pytest.FixtureRequest) -> None:
    """On PostgreSQL each process has a database of its own; SQLite's are in its memory anyway."""
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    own = settings.DATABASES["default"]
    if worker and "postgresql" in own["ENGINE"]:
        own["TEST"]["NAME"] = f"test_{own['NAME']}_{worker}"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """What pytest-django asks for before it makes a database, which need not be migrated then."""
    take_the_kept_one()


@pytest.fixture(scope="session", autouse=True)
def _texts_once() -> None:
    read_texts_once()


@pytest.fixture(autouse=True)
def _by_itself(settings: Settings, tmp_path: Path) -> None:
    """Files go to the test's own folder; counted visits, languages and playbooks are forgotten."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.DATA = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    translation.activate(settings.LANGUAGE_CODE)  # a request leaves its reader's behind
    cache.clear()
    definition_of.cache_clear()
    is_readable.cache_clear()
    forget_versions()

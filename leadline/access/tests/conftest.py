"""The cast: Anna runs Leadline, Ben manages, Chen sells, Dora is from another team."""

from dataclasses import dataclass

import pytest
from django.core.cache import cache

from leadline.access.actions import form_team, invite_person, make_firm, make_shipped_roles
from leadline.access.models import Role, Team, User
from leadline.core.actor import AUTOMATION

PASSWORD = "a lead line has knots"


@dataclass(frozen=True)
class Cast:
    """Sales and Service are parts of the company, Inside Sales is part of Sales."""

    company: Team
    sales: Team
    inside: Team
    service: Team
    anna: User
    ben: User
    chen: User
    dora: User


@pytest.fixture(autouse=True)
def quick_and_forgetful(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast
    cache.clear()


@pytest.fixture
def cast(db) -> Cast:
    make_firm()
    make_shipped_roles()
    company = form_team(AUTOMATION, None, name="Company", zone="Europe/Berlin", country="DE")
    sales = form_team(AUTOMATION, None, name="Sales", parent=company)
    inside = form_team(AUTOMATION, None, name="Inside Sales", parent=sales, zone="Asia/Shanghai")
    service = form_team(AUTOMATION, None, name="Service", parent=company)
    return Cast(
        company,
        sales,
        inside,
        service,
        anna=_person("Anna Koch", "Admin", company),
        ben=_person("Ben Lee", "Manager", sales),
        chen=_person("陈晨", "Seller", inside, language="zh-hans"),
        dora=_person("Dora", "Service", service),
    )


def _person(name: str, role: str, team: Team, language: str = "en") -> User:
    email = {"陈晨": "chen"}.get(name, name.partition(" ")[0].lower()) + "@example.com"
    user = invite_person(
        AUTOMATION,
        None,
        email=email,
        name=name,
        role=Role.objects.get(name=role),
        team=team,
        language=language,
    )
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user

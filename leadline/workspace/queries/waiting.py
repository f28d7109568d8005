"""How much waits for a person: counted by Today, remembered a minute for every other page."""

from datetime import datetime

from django.core.cache import cache

from leadline.access.models import User
from leadline.service.queries import errands_of
from leadline.work.queries import promises_for, tasks_of, tasks_to_take

COUNTED = 999
KEPT_SECONDS = 60


def waiting(user: User, now: datetime) -> str:
    """The number beside Today in the navigation ("14", "999+"); "" where nothing waits."""
    found = cache.get(_key(user))
    if not isinstance(found, str):
        found = _counted(user, now)
        remember_waiting(user, found)
    return "" if found == "0" else found


def remember_waiting(user: User, number: str) -> None:
    """Today has just counted: what it says stands beside it, too."""
    cache.set(_key(user), number, KEPT_SECONDS)


def _counted(user: User, now: datetime) -> str:
    tasks = (tasks_of(user, now), tasks_to_take(user, now))
    rows = (promises_for(user), *tasks, errands_of(user.pk))
    number = sum(one.order_by()[: COUNTED + 1].count() for one in rows)
    return f"{COUNTED}+" if number > COUNTED else str(number)


def _key(user: User) -> str:
    return f"today-number:{user.pk}"

"""How many there are of what the settings keep, for the numbers beside their pages."""

from collections.abc import Callable, Mapping

from django.db.models import QuerySet

from leadline.access.models import Role, Team, User
from leadline.intake.models import Door
from leadline.parties.lists import in_force, today
from leadline.playbooks.models import Published
from leadline.service.models import Product

MOST = 999

COUNTED: Mapping[str, Callable[[], QuerySet]] = {
    "colleagues": lambda: User.objects.filter(is_active=True),
    "teams": Team.objects.all,
    "roles": Role.objects.all,
    "doors": lambda: Door.objects.filter(is_active=True),
    "publishing": Published.objects.all,
    "screening": lambda: in_force(today()),
    "products": Product.objects.all,
}


def number_beside(page: str) -> str:
    """By the name of a page: "12", "999+"; "" for a page that counts nothing."""
    if page not in COUNTED:
        return ""
    number = COUNTED[page]().order_by()[: MOST + 1].count()
    return f"{MOST}+" if number > MOST else str(number)

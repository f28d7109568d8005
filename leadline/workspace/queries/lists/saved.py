"""The views that a person may open, those at hand in the navigation, and their columns."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Q, QuerySet

from leadline.access.models import Membership, User
from leadline.workspace.models import Columns, Pin, View
from leadline.workspace.queries.lists.wanted import Wanted

COUNTED = 999
KEPT_SECONDS = 60


@dataclass(frozen=True)
class Pinned:
    """A view in the navigation. number: of its records ("12", "999+")."""

    view: View
    number: str


def views_for(user: User, kind: str = "") -> QuerySet[View]:
    """One's own, those of one's teams, and those for everybody."""
    teams = Membership.objects.filter(user=user).values("team")
    seen = Q(owner=user) | Q(shared="all") | Q(shared="team", team__in=teams)
    rows = View.objects.filter(seen, removed_at=None).order_by("name", "pk")
    return rows.filter(kind=kind) if kind else rows


def view_of(user: User, pk: int | None, kind: str) -> View | None:
    """The view of that number, if this person may open it."""
    return None if pk is None else views_for(user, kind).filter(pk=pk).first()


def wanted_of(view: View) -> Wanted:
    """What a view asks for."""
    return Wanted.parse(view.query).but(view=view.pk)


def columns_of(user: User, kind: str) -> list[str]:
    """The columns that a person has chosen; none where they have not."""
    row = Columns.objects.filter(user=user, kind=kind).first()
    return list(row.names) if row else []


def pins_of(user: User) -> list[View]:
    """The views in a person's navigation, in the order in which they came there."""
    seen = views_for(user).values("pk")
    pins = Pin.objects.filter(user=user, view__in=seen).select_related("view").order_by("pk")
    return [pin.view for pin in pins]


def key_of_number(user: User, view: View) -> str:
    """Where the number of a view's records is remembered: as this person sees it, for a minute."""
    return f"view-number:{user.pk}:{view.pk}:{view.seq}"


def remembered_number(user: User, view: View) -> str | None:
    found = cache.get(key_of_number(user, view))
    return found if isinstance(found, str) else None


def remember_number(user: User, view: View, number: str) -> None:
    cache.set(key_of_number(user, view), number, KEPT_SECONDS)


def removed_views(user: User, since: datetime) -> QuerySet[View]:
    """A person's own views that lie in the bin."""
    return View.objects.filter(owner=user, removed_at__gte=since).order_by("-removed_at")

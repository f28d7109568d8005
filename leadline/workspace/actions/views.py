"""Views are kept, shared, pinned and removed; columns are chosen."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import Membership, Team, User
from leadline.access.policy import let
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.workspace import events
from leadline.workspace.models import LONGEST_NAME, Columns, Pin, Shared, View

MOST_PINS = 12
MOST_VIEWS = 200  # of one person


@action(_("make view"), _("Keeps a list under a name."), events=(events.VIEW_KEPT,))
def make_view(
    batch: Batch,
    subject: User,
    *,
    kind: str,
    name: str,
    query: str,
    columns: Sequence[str] = (),
    shared: str = Shared.MINE,
) -> View:
    """The view is its maker's; who shares it with their team needs one."""
    if View.objects.filter(owner=subject, removed_at=None).count() >= MOST_VIEWS:
        raise Refused(gettext("You have very many views. Remove one that you do not need."))
    view = View(owner=subject, kind=kind)
    batch.add(view)
    _fill(batch, view, subject.pk, name, query, columns, shared)
    return view


@action(_("change view"), _("Changes what a view shows."), events=(events.VIEW_KEPT,))
def change_view(
    batch: Batch,
    view: View,
    *,
    name: str,
    query: str,
    columns: Sequence[str] = (),
    shared: str = Shared.MINE,
) -> None:
    """Everybody with whom it is shared sees the change."""
    _fill(batch, view, view.owner_id, name, query, columns, shared)


@action(_("remove view"), _("Puts a view into the bin."), events=(events.VIEW_REMOVED,))
def remove_view(batch: Batch, view: View) -> None:
    """It is gone for everybody with whom it was shared, and can be brought back."""
    if view.removed_at is None:
        batch.change(view, removed_at=batch.now)
        batch.happened(view, events.VIEW_REMOVED, view=view.name)


@action(_("restore view"), _("Brings a view back."), events=(events.VIEW_BROUGHT_BACK,))
def restore_view(batch: Batch, view: View) -> None:
    """It stands where it stood, in the navigation of whoever had it there, too."""
    if view.removed_at is not None:
        batch.change(view, removed_at=None)
        batch.happened(view, events.VIEW_BROUGHT_BACK, view=view.name)


@action(_("pin view"), _("Puts a view into one's navigation."), events=(events.VIEW_PINNED,))
def pin_view(batch: Batch, subject: User, *, view: View) -> None:
    """Twice is once."""
    pins = Pin.objects.filter(user=subject)
    if pins.filter(view=view).exists():
        return
    if pins.count() >= MOST_PINS:
        raise Refused(gettext("The navigation is full. Take another view out of it first."))
    batch.add(Pin(user=subject, view=view))
    batch.happened(subject, events.VIEW_PINNED, view=view.name)


@action(_("unpin view"), _("Takes a view out of the navigation."), events=(events.VIEW_UNPINNED,))
def unpin_view(batch: Batch, subject: User, *, view: View) -> None:
    """The view itself stays."""
    gone, _of = Pin.objects.filter(user=subject, view=view).delete()
    if gone:
        batch.happened(subject, events.VIEW_UNPINNED, view=view.name)


@action(_("choose columns"), _("Sets the columns of one's lists."), events=(events.COLUMNS_CHOSEN,))
def choose_columns(batch: Batch, subject: User, *, kind: str, names: Sequence[str]) -> None:
    """No names at all brings the usual columns back."""
    row = Columns.objects.filter(user=subject, kind=kind).first()
    if (row.names if row else []) == list(names):
        return
    if row is None:
        batch.add(Columns(user=subject, kind=kind, names=list(names)))
    else:
        batch.change(row, names=list(names))
    batch.happened(subject, events.COLUMNS_CHOSEN, columns=list(names), kind=kind)


def _fill(
    batch: Batch,
    view: View,
    owner: int,
    name: str,
    query: str,
    columns: Sequence[str],
    shared: str,
) -> None:
    name = "".join(sign for sign in " ".join(name.split()) if sign.isprintable())
    if not name or len(name) > LONGEST_NAME:
        sentence = gettext("Give the view a name of up to %(most)s characters.")
        raise Invalid(sentence % {"most": LONGEST_NAME})
    team = _team_of(owner) if shared == Shared.TEAM else None
    if shared == Shared.TEAM and team is None:
        raise Refused(gettext("You are in no team, so there is nobody to share it with."))
    batch.change(
        view, name=name, query=query, columns=list(columns), shared=Shared(shared), team=team
    )
    batch.happened(view, events.VIEW_KEPT, view=name, query=query, shared=shared)


def _team_of(user: int) -> Team | None:
    first = Membership.objects.filter(user=user).select_related("team").order_by("pk").first()
    return first.team if first else None


let(
    ActorKind.PERSON,
    "make view",
    "change view",
    "remove view",
    "restore view",
    "pin view",
    "unpin view",
    "choose columns",
)

"""The only writer of people, teams, roles and the firm's settings."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access import events
from leadline.access.models import Firm, Leave, Membership, Permission, Reach, Role, Team, User
from leadline.access.policy import let
from leadline.access.roles import SHIPPED, reserve, reserved_actions
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.core.events import EventType

PROFILE = ("name", "language", "zone", "theme", "text_size", "manager", "stand_in")


@action("invite person", _("Invites a person to sign in"), events=(events.PERSON_INVITED,))
def invite_person(
    batch: Batch,
    subject: None,
    *,
    email: str,
    role: Role,
    team: Team,
    name: str = "",
    language: str = "en",
) -> User:
    """They can choose a password with `invitations.link_for` once the batch is written.

    Raises Invalid when somebody has this address already.
    """
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise Invalid(gettext("There is a person with the address %(email)s.") % {"email": email})
    user = User(email=email, name=name.strip() or email.partition("@")[0], language=language)
    user.set_unusable_password()
    batch.add(user)
    batch.add(EmailAddress(user=user, email=email, verified=True, primary=True))
    batch.add(Membership(user=user, team=team, role=role))
    batch.happened(user, events.PERSON_INVITED, email=email, role=role.name, team=team.name)
    return user


@action("accept invitation", _("Sets the first password"), events=(events.PERSON_JOINED,))
def accept_invitation(batch: Batch, subject: User, *, password: str) -> None:
    """Raises Refused when the person has a password already."""
    if subject.has_usable_password():
        raise Refused(gettext("This invitation was used. Sign in with your password."))
    subject.set_password(password)
    batch.change(subject, password=subject.password)
    batch.happened(subject, events.PERSON_JOINED)


@action(
    "change profile",
    _("Changes what a person set for themselves"),
    events=(events.PROFILE_CHANGED,),
)
def change_profile(batch: Batch, subject: User, *, values: Mapping[str, object]) -> None:
    """`values` maps names of PROFILE to new values; nothing happens where they are the same."""
    if unknown := values.keys() - set(PROFILE):
        raise TypeError(f"not in a profile: {sorted(unknown)}")
    _change(batch, subject, events.PROFILE_CHANGED, values)


@action("take leave", _("Notes when a person is away"), events=(events.LEAVE_TAKEN,))
def take_leave(batch: Batch, subject: User, *, from_at: datetime, until_at: datetime) -> Leave:
    if until_at <= from_at:
        raise Invalid(gettext("Leave ends after it begins."), {"until_at": gettext("Too early.")})
    batch.happened(subject, events.LEAVE_TAKEN, from_at=from_at, until_at=until_at)
    return batch.add(Leave(user=subject, from_at=from_at, until_at=until_at))


@action("form team", _("Makes a team"), events=(events.TEAM_FORMED,))
def form_team(
    batch: Batch,
    subject: None,
    *,
    name: str,
    parent: Team | None = None,
    zone: str = "",
    country: str = "",
    hours: Sequence[str] | None = None,
    capacity: int | None = None,
) -> Team:
    """What is left out is inherited from the team above. Raises Invalid when the name is taken."""
    if Team.objects.filter(name=name).exists():
        raise Invalid(gettext("There is a team with this name."), {"name": name})
    team = batch.add(
        Team(name=name, parent=parent, zone=zone, country=country, hours=hours, capacity=capacity)
    )
    batch.happened(team, events.TEAM_FORMED, team=name)
    return team


@action(
    "change firm settings",
    _("Changes the company's settings"),
    events=(events.FIRM_SETTINGS_CHANGED,),
)
def change_firm_settings(batch: Batch, subject: Firm, *, values: Mapping[str, object]) -> None:
    """`values` maps names of Firm's fields to new values. Use `make_firm` once before."""
    _change(batch, subject, events.FIRM_SETTINGS_CHANGED, values)


def make_firm() -> Firm:
    """The firm's row, made with the defaults where it is missing; part of setting up."""
    return Firm.objects.get_or_create(pk=1, defaults={"name": "Leadline"})[0]


def make_shipped_roles() -> None:
    """Makes the shipped roles that are missing, and grants them reserved actions that are new.

    What a firm changed stays: an existing role keeps its permissions, an action that any role
    names is not new. Safe to repeat; part of setting up and of every migration.
    """
    with transaction.atomic():
        named = set(Permission.objects.values_list("action", flat=True))
        for name, grants in SHIPPED.items():
            role, is_new = Role.objects.get_or_create(name=name)
            wanted = {
                action: Reach.ALL
                for action, roles in reserved_actions().items()
                if name in roles and (is_new or action not in named)
            }
            if is_new:
                wanted |= grants
            Permission.objects.bulk_create(
                [Permission(role=role, action=a, reach=reach) for a, reach in wanted.items()]
            )


def _change(
    batch: Batch, subject: User | Firm, event: EventType, values: Mapping[str, object]
) -> None:
    changed = {name: value for name, value in values.items() if getattr(subject, name) != value}
    if changed:
        batch.change(subject, **changed)
        batch.happened(subject, event, changed=sorted(changed))


for _name in (
    "invite person",
    "accept invitation",
    "change profile",
    "form team",
    "change firm settings",
):
    reserve(_name)
let(ActorKind.PERSON, "accept invitation", "change profile", "take leave")
